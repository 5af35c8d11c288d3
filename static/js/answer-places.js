// Where somebody of a circle stands: by the side and the ring that their row has (workbook/kinds/drawing.py).
import { rowsOf } from "./answer-rows.js";

export const [MIDDLE, GOAL, EDGE] = [200, 26, 160];

export const fieldOf = (row, part) => row.querySelector(`[data-cell=${part}]`);

// The keys of the sides, or of the rings from the inside out.
export const keysOf = (root, part) => [...fieldOf(root.querySelector("[data-new-row]").content, part).options].map((one) => one.value).filter(Boolean);

export const peopleOf = (root) => rowsOf(root).filter((row) => fieldOf(row, "letter").value.trim() || fieldOf(row, "word").value.trim());

export const placeOf = (root, row) => {
  const side = keysOf(root, "side").indexOf(fieldOf(row, "side").value);
  const ring = keysOf(root, "ring").indexOf(fieldOf(row, "ring").value);
  return side < 0 || ring < 0 ? null : { side, ring };
};

// The side and the ring at a point of the drawing.
export const placeAt = (root, { x, y }) => {
  const [sides, rings] = [keysOf(root, "side").length, keysOf(root, "ring").length];
  const turn = (Math.atan2(y - MIDDLE, x - MIDDLE) * 180) / Math.PI + 90;
  const far = Math.hypot(x - MIDDLE, y - MIDDLE);
  const ring = Math.floor((far - GOAL) / ((EDGE - GOAL) / rings));
  return { side: (Math.round(turn / (360 / sides)) + sides) % sides, ring: Math.min(Math.max(ring, 0), rings - 1) };
};
