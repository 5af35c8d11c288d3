// A table with a column for each day on which it was filled in: one of them is being filled in here.
import { lineOf, linesIn } from "./answer-lines.js";

const nowOf = (root) => root.querySelector("[data-now]").dataset.now;
const rowsOf = (root) => [...root.querySelectorAll("[data-in]")];
const fieldsOf = (row) => [...row.querySelectorAll("[type=radio]")];
const saidIn = (row) => fieldsOf(row).find((one) => one.checked)?.value ?? "";

// What each row says on each day, and the lines that are no row (workbook/kinds/days.py).
const read = (written) => {
  const [head, ...others] = written;
  const [before, ...days] = (head ?? "none").split("\t");
  const rows = new Map();
  if (before || !days.every((day) => /^\d{4}-\d{2}-\d{2}$/.test(day))) return { days: [], rows, rest: written };
  const rest = others.filter((line) => {
    const [key, ...values] = line.split("\t");
    if (!key || rows.has(key) || values.length > days.length || !values.some(Boolean)) return true;
    rows.set(key, new Map(days.map((day, number) => [day, values[number] ?? ""])));
    return false;
  });
  return { days, rows, rest };
};

export const lines = (root, text) => {
  const { days, rows } = read(linesIn(text));
  const now = nowOf(root);
  for (const row of rowsOf(root)) {
    const said = rows.get(row.dataset.in) ?? new Map();
    rows.set(row.dataset.in, said.set(now, saidIn(row)));
  }
  const given = [...new Set([...days, now])].filter((day) => [...rows.values()].some((said) => said.get(day))).sort();
  const keys = [...new Set([...rowsOf(root).map((row) => row.dataset.in), ...rows.keys()])];
  const said = keys.map((key) => [key, given.map((day) => rows.get(key).get(day) ?? "")]).filter(([, values]) => values.some(Boolean));
  return said.length ? [lineOf(["", ...given]), ...said.map(([key, values]) => lineOf([key, ...values]))] : [];
};

export const draw = (root, written) => {
  const { rows, rest } = read(written);
  for (const row of rowsOf(root)) {
    const value = rows.get(row.dataset.in)?.get(nowOf(root));
    for (const field of fieldsOf(row)) field.checked = field.value === value;
  }
  return rest;
};
