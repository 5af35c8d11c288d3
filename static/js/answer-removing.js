// Rows are added by a button, and taken away with a way back.
import { say } from "./answer-lines.js";
import { add, cellsOf, place, rowsOf, show, tell } from "./answer-rows.js";

const remove = (root, row) => {
  const undo = root.querySelector("[data-undo]");
  const next = row.nextElementSibling;
  row.remove();
  undo.hidden = false;
  undo.onclick = () => {
    place(root).insertBefore(row, next?.isConnected ? next : null);
    undo.hidden = true;
    cellsOf(row)[0].focus();
    say(root);
  };
  undo.focus();
  tell(root, "removed");
  say(root);
};

export const handle = (root) => {
  const button = root.querySelector("[data-add]");
  if (!button) return;
  button.hidden = false;
  button.onclick = () => add(root);
  show(rowsOf(root));
  root.addEventListener("click", ({ target }) => {
    const row = target.closest("[data-row]");
    if (target.closest("[data-remove]")) remove(root, row);
  });
};
