// A list to put in order: an item a line. Without this the text itself is written.
import { begin as drag } from "./answer-drag.js";
import { linesIn } from "./answer-lines.js";
import { add, cellsOf, make, move, rowsOf } from "./answer-rows.js";

const itemOf = (row) => cellsOf(row)[0];

export const lines = (root) => rowsOf(root).flatMap((row) => linesIn(itemOf(row).value));

export const draw = (root, written) => {
  const least = Number(root.querySelector("[data-least]").dataset.least);
  make(root, Math.max(least, written.length));
  rowsOf(root).forEach((row, number) => (itemOf(row).value = written[number] ?? ""));
  return [];
};

export const begin = (root) => {
  root.querySelector("[data-part=body]").hidden = true;
  root.querySelector("[data-without]").hidden = true;
  root.querySelector("[data-with]").hidden = false;
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-move]");
    if (!button) return;
    move(root, button.closest("[data-row]"), Number(button.dataset.move));
    button.focus();
  });
  root.addEventListener("keydown", (event) => {
    const row = event.target.closest("[data-row]");
    if (!row) return;
    const by = event.altKey && { ArrowUp: -1, ArrowDown: 1 }[event.key];
    const isNext = event.key === "Enter" && event.target === itemOf(row) && !event.isComposing;
    if (!by && !isNext) return;
    event.preventDefault();
    if (isNext) return add(root, row);
    const { target } = event;
    move(root, row, by);
    target.focus();
  });
  drag(root);
};
