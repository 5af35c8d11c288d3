// What others do on the board comes in by itself; each step says on what it was made.
import { holding } from "./board-move.js";

document.addEventListener("htmx:configRequest", (event) => {
  const version = document.getElementById("board-version");
  if (!version || !event.target.closest("[data-board]")) return;
  event.detail.parameters.version = version.value;
});

// Not under a card in the hand.
const rest = () => holding() || document.hidden;
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.detail.elt.matches("[data-news]") && rest()) event.preventDefault();
});
document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = event.detail.requestConfig?.elt;
  if (asked?.matches("[data-news]") && rest()) event.preventDefault();
});
