// Letters of the drawing find their place by drag and by the arrow keys; what is chosen in their row says it.
import { say } from "./answer-lines.js";
import { fieldOf, keysOf, placeAt, placeOf } from "./answer-places.js";
import { rowsOf } from "./answer-rows.js";

const KEYS = { ArrowUp: ["ring", -1], ArrowDown: ["ring", 1], ArrowLeft: ["side", -1], ArrowRight: ["side", 1] };

const put = (root, row, { side, ring }) => {
  fieldOf(row, "side").value = keysOf(root, "side")[side] ?? "";
  fieldOf(row, "ring").value = keysOf(root, "ring")[ring] ?? "";
  say(root);
};

// Where in the drawing a pointer is.
const pointIn = (drawing, { clientX, clientY }) => new DOMPoint(clientX, clientY).matrixTransform(drawing.getScreenCTM().inverse());

export const begin = (root) => {
  const drawing = root.querySelector("[data-drawing]");
  const rowOf = (mark) => rowsOf(root)[Number(mark.dataset.at)];
  let held = null;
  root.querySelector(".around__drawing [data-with]").hidden = false;
  drawing.addEventListener("pointerdown", (event) => {
    const mark = event.target.closest("[data-at]");
    if (!mark || event.button) return;
    event.preventDefault();
    mark.focus();
    held = mark;
    drawing.setPointerCapture(event.pointerId);
  });
  drawing.addEventListener("pointermove", (event) => {
    if (!held) return;
    const { x, y } = pointIn(drawing, event);
    held.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    held.dataset.held = "";
  });
  const end = (event) => {
    if (held?.dataset.held === "" && event.type === "pointerup") put(root, rowOf(held), placeAt(root, pointIn(drawing, event)));
    held = null;
  };
  drawing.addEventListener("pointerup", end);
  drawing.addEventListener("pointercancel", end);
  // While a letter is in the hand the page does not scroll.
  drawing.addEventListener("touchmove", (event) => held && event.preventDefault(), { passive: false });
  drawing.addEventListener("keydown", (event) => {
    const mark = event.target.closest("[data-at]");
    const [part, by] = KEYS[event.key] ?? [];
    if (!mark || !part) return;
    event.preventDefault();
    const row = rowOf(mark);
    const place = placeOf(root, row);
    const count = keysOf(root, part).length;
    const at = place ? place[part] + by : 0;
    const next = part === "side" ? (at + count) % count : Math.min(Math.max(at, 0), count - 1);
    put(root, row, { side: 0, ring: 0, ...place, ...(place && { [part]: next }) });
  });
};
