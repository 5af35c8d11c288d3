// A table: a first line of the keys of its columns, then a row a line, behind its key where rows are given.
import { fill, lineOf, oneLine } from "./answer-lines.js";
import { cellsOf, make, rowsOf } from "./answer-rows.js";

const headOf = (root) => root.querySelector("[data-head]").dataset.head;
const keyOf = (row) => ("key" in row.dataset ? [row.dataset.key] : []);

export const lines = (root) => {
  const rows = rowsOf(root).map((row) => ({ row, cells: cellsOf(row).map((one) => oneLine(one.value)) }));
  const said = rows.filter(({ cells }) => cells.some(Boolean)).map(({ row, cells }) => lineOf([...keyOf(row), ...cells]));
  return said.length ? [headOf(root), ...said] : [];
};

export const draw = (root, written) => {
  for (const row of rowsOf(root)) for (const field of cellsOf(row)) field.value = "";
  const [head, ...said] = written;
  if (!written.length) return [];
  const names = head.split("\t");
  const known = headOf(root).split("\t");
  if (!names.every((name) => known.includes(name))) return written;
  const isKeyed = rowsOf(root).some((row) => "key" in row.dataset);
  if (!isKeyed) make(root, said.length + 1);
  let at = 0;
  return said.filter((line) => {
    const cells = line.split("\t");
    const row = isKeyed ? rowsOf(root).find((one) => one.dataset.key === cells[0]) : rowsOf(root)[at++];
    if (!row || cells.length > names.length) return true;
    const fields = cellsOf(row);
    const column = (name) => known.indexOf(name) - (isKeyed ? 1 : 0);
    const fits = cells.every((value, number) => (isKeyed && !number) || fill(fields[column(names[number])], value));
    if (!fits) for (const field of fields) field.value = "";
    return !fits;
  });
};
