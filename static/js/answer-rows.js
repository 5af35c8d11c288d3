// [data-rows]: rows that are added and moved.
import { say } from "./answer-lines.js";

export const place = (root) => root.querySelector("[data-rows]");
export const tell = (root, what, number) => {
  const line = root.querySelector("[data-heard]");
  line.textContent = line.dataset[what].replace("%s", number);
};

export const rowsOf = (root) => [...root.querySelectorAll("[data-row]")];
export const cellsOf = (row) => [...row.querySelectorAll("[data-cell]")];

// So many rows that they hold that many lines and one more.
export const make = (root, count, before = null) => {
  const template = root.querySelector("[data-new-row]");
  while (template && rowsOf(root).length < count) {
    place(root).insertBefore(document.importNode(template.content, true), before);
    show(rowsOf(root));
  }
};

export const add = (root, after = null) => {
  const row = after?.nextElementSibling ?? null;
  make(root, rowsOf(root).length + 1, row);
  const added = row ? row.previousElementSibling : rowsOf(root).at(-1);
  cellsOf(added)[0].focus();
};

export const move = (root, row, by) => {
  const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
  if (!other) return;
  if (by < 0) other.before(row);
  else other.after(row);
  tell(root, "moved", rowsOf(root).indexOf(row) + 1);
  say(root);
};

// Without a script there is nothing to take away.
export const show = (rows) => rows.forEach((row) => row.querySelectorAll("[data-remove]").forEach((one) => (one.hidden = false)));
