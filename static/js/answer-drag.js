// Rows are dragged by their grip, with the mouse or a finger.
import { say } from "./answer-lines.js";
import { rowsOf } from "./answer-rows.js";

const middle = (row) => {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
};

export const begin = (root) => {
  let held = null;
  const end = () => {
    held?.removeAttribute("data-held");
    if (held) say(root);
    held = null;
  };
  root.addEventListener("pointerdown", (event) => {
    const grip = event.target.closest("[data-grip]");
    if (!grip || event.button) return;
    event.preventDefault();
    held = grip.closest("[data-row]");
    held.dataset.held = "";
    root.setPointerCapture(event.pointerId);
  });
  root.addEventListener("pointermove", ({ clientY }) => {
    if (!held) return;
    const others = rowsOf(root).filter((row) => row !== held);
    const next = others.find((row) => clientY < middle(row));
    if (next && next !== held.nextElementSibling) next.before(held);
    if (!next) others.at(-1)?.after(held);
  });
  root.addEventListener("pointerup", end);
  root.addEventListener("pointercancel", end);
};
