// What others do on the board comes in by itself; each step says on what it was made.
import { holding } from "./board-move.js";

document.addEventListener("htmx:configRequest", (event) => {
  const version = document.getElementById("board-version");
  if (!version || !event.target.closest("[data-board]")) return;
  event.detail.parameters.version = version.value;
});

// Not under a card in the hand, nor under words that are being typed.
const busy = () => holding() || document.activeElement?.matches("[data-board] textarea");
const wait = (event) => {
  const asked = event.detail.elt ?? event.target;
  if (asked.matches?.("[data-news]") && (busy() || document.hidden)) event.preventDefault();
};
document.addEventListener("htmx:beforeRequest", wait);
document.addEventListener("htmx:beforeSwap", (event) => {
  const asked = event.detail.requestConfig?.elt;
  if (asked?.matches("[data-news]") && busy()) event.preventDefault();
});
