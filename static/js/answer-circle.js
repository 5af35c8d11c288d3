// People around a goal: a line each of letter, side, ring and a word; the drawing is made of them.
import { paint } from "./answer-drawing.js";
import { fill, lineOf, oneLine } from "./answer-lines.js";
import { fieldOf } from "./answer-places.js";
import { begin as placing } from "./answer-placing.js";
import { make, rowsOf } from "./answer-rows.js";

const PARTS = ["letter", "side", "ring", "word"];
const fieldsOf = (row) => PARTS.map((part) => fieldOf(row, part));

export const lines = (root) =>
  rowsOf(root)
    .map((row) => lineOf(fieldsOf(row).map((one) => oneLine(one.value))))
    .filter(Boolean);

export const draw = (root, written) => {
  for (const row of rowsOf(root)) for (const field of fieldsOf(row)) field.value = "";
  make(root, written.length + 1);
  let at = 0;
  return written.filter((line) => {
    const cells = line.split("\t");
    const fields = fieldsOf(rowsOf(root)[at++]);
    const fits = cells.length <= fields.length && cells.every((value, number) => fill(fields[number], value));
    if (!fits) for (const field of fields) field.value = "";
    return !fits;
  });
};

const begun = new WeakSet();

export const after = (root) => {
  if (!begun.has(root)) placing(root);
  begun.add(root);
  paint(root);
};
