// Cards are dragged from column to column with the mouse.
import { boardOf, hold, holding, letGo, over, put } from "./board-move.js";

const ready = ({ target }) => {
  const around = target.closest?.("[data-column]") ?? target;
  for (const card of around.querySelectorAll("[data-card]")) {
    card.draggable = true;
  }
};
ready({ target: document });
document.addEventListener("htmx:afterSettle", ready);

document.addEventListener("dragstart", (event) => {
  const card = event.target.closest?.("[data-card]");
  if (!card || !boardOf(card)) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", card.dataset.card);
  hold(card);
});
document.addEventListener("dragover", (event) => {
  const column = event.target.closest?.("[data-column]");
  if (!holding()) return;
  over(column);
  if (column) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const column = event.target.closest?.("[data-column]");
  if (!holding() || !column) return;
  event.preventDefault();
  put(column);
});
document.addEventListener("dragend", letGo);
