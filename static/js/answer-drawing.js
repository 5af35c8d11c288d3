// Draws the letters around the goal, by the measures of workbook/kinds/drawing.py.
import { EDGE, GOAL, MIDDLE, fieldOf, keysOf, peopleOf, placeOf } from "./answer-places.js";
import { rowsOf } from "./answer-rows.js";

const [APART, ROOM] = [24, 0.8];
// Under the drawing wait those who have no place yet.
const [LOOSE, FIRST, NEXT] = [418, 24, 44];
const SVG = "http://www.w3.org/2000/svg";

const words = (row, part) => {
  const field = fieldOf(row, part);
  return field.value && field.selectedOptions[0].textContent;
};

const pointOf = (root, row, people) => {
  const place = placeOf(root, row);
  const same = people.filter((one) => JSON.stringify(placeOf(root, one)) === JSON.stringify(place));
  const number = same.indexOf(row);
  if (!place) return [FIRST + NEXT * number, LOOSE];
  const width = 360 / keysOf(root, "side").length;
  const deep = (EDGE - GOAL) / keysOf(root, "ring").length;
  const apart = Math.min(APART, (width * ROOM) / same.length);
  const angle = ((place.side * width + (number - (same.length - 1) / 2) * apart - 90) * Math.PI) / 180;
  const radius = GOAL + deep * (place.ring + 0.5);
  return [MIDDLE + radius * Math.cos(angle), MIDDLE + radius * Math.sin(angle)];
};

const make = (name, attributes) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
};

export const paint = (root) => {
  const drawing = root.querySelector("[data-drawing]");
  const people = peopleOf(root);
  const focused = drawing.contains(document.activeElement) && document.activeElement.dataset.at;
  const letters = people.map((row) => {
    const [x, y] = pointOf(root, row, people);
    const letter = fieldOf(row, "letter").value.trim() || "?";
    const place = [words(row, "side"), words(row, "ring")].filter(Boolean).join(", ") || drawing.dataset.place;
    const transform = `translate(${x.toFixed(1)} ${y.toFixed(1)})`;
    const asked = { tabindex: 0, role: "button", "aria-label": `${letter}: ${place}`, "data-at": rowsOf(root).indexOf(row) };
    const mark = make("g", { class: "drawing__letter", transform, ...asked });
    mark.append(make("circle", { r: 19 }), make("text", { y: 6 }));
    mark.lastChild.textContent = [...letter].slice(0, 3).join("");
    return mark;
  });
  drawing.querySelector("[data-letters]").replaceChildren(...letters);
  if (focused) letters.find((mark) => mark.dataset.at === focused)?.focus();
};
