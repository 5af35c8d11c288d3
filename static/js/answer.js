// [data-kind] has fields that stand for one text: they and the text are kept in step. The text is saved as any other.
import * as choice from "./answer-choice.js";
import * as circle from "./answer-circle.js";
import * as date from "./answer-date.js";
import * as days from "./answer-days.js";
import { linesIn } from "./answer-lines.js";
import * as list from "./answer-list.js";
import { handle } from "./answer-removing.js";
import * as scale from "./answer-scale.js";
import * as table from "./answer-table.js";

const KINDS = { choice, circle, date, days, list, scale, table };

// Typed before this script was there.
const isTouched = (field) => {
  if (field.matches("[data-part], [type=hidden]")) return false;
  if (field.matches("[type=radio], [type=checkbox]")) return field.checked !== field.defaultChecked;
  if (field.matches("select")) return field.value !== ([...field.options].find((one) => one.defaultSelected) ?? field.options[0]).value;
  return field.value !== field.defaultValue;
};

for (const root of document.querySelectorAll("[data-kind]")) {
  const kind = KINDS[root.dataset.kind];
  const body = root.querySelector("[data-part=body]");
  const rest = root.querySelector("[data-rest]");
  const isFresh = ![...root.querySelectorAll("input, select, textarea")].some(isTouched);
  const keep = () => (body.value = [...kind.lines(root, body.value), ...linesIn(rest.value)].join("\n"));
  const draw = () => {
    rest.value = kind.draw(root, linesIn(body.value)).join("\n");
    root.querySelector("[data-rest-box]").hidden = !rest.value;
    kind.after?.(root);
  };
  handle(root);
  kind.begin?.(root);
  if (!isFresh) keep();
  else if (kind.begin || body.value !== body.defaultValue) draw();
  kind.after?.(root);
  root.addEventListener("input", ({ target }) => {
    if (target === body) return;
    keep();
    kind.after?.(root);
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.matches("[data-one-line]")) event.preventDefault();
  });
  // Put there by what was left on this device.
  body.addEventListener("taken", draw);
}
