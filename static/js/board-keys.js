// The same by keyboard: pick up, choose a column with the arrows, put down; said aloud.
import { boardOf, columnOf, hold, holding, letGo, over, put } from "./board-move.js";

let target = null;
let back = null;

const ready = ({ target }) => {
  const around = target.closest?.("[data-column]") ?? target;
  for (const button of around.querySelectorAll("[data-pick]")) button.hidden = false;
  if (!back) return;
  document.querySelector(`[data-card="${back}"] [data-pick]`)?.focus();
  back = null;
};
ready({ target: document });
document.addEventListener("htmx:afterSettle", ready);

const say = (board, ...words) => {
  board.querySelector("[data-announce]").textContent = words.filter(Boolean).join(". ");
};

const choose = (column) => {
  target = column;
  over(column);
  column.scrollIntoView({ block: "nearest" });
  say(boardOf(column), column.dataset.name, column.querySelector("[data-hint]").textContent);
};

const leave = (button) => {
  const board = boardOf(button);
  button.setAttribute("aria-pressed", "false");
  letGo();
  say(board, board.dataset.left);
};

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-pick]");
  if (!button) return;
  const card = button.closest("[data-card]");
  if (holding() === card) {
    back = card.dataset.card;
    button.setAttribute("aria-pressed", "false");
    if (!put(target)) leave(button);
    return;
  }
  letGo();
  button.setAttribute("aria-pressed", "true");
  target = columnOf(card);
  say(boardOf(card), boardOf(card).dataset.picked);
  await hold(card);
});
document.addEventListener("keydown", (event) => {
  const button = event.target.closest?.("[data-pick][aria-pressed=true]");
  if (!button) return;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  if (event.key === "Escape") leave(button);
  if (!step) return;
  event.preventDefault();
  const columns = [...boardOf(button).querySelectorAll("[data-column]:not([hidden])")];
  choose(columns.at((columns.indexOf(target) + step) % columns.length));
});
document.addEventListener("focusout", (event) => {
  if (event.target.matches?.("[data-pick][aria-pressed=true]") && !back) leave(event.target);
});
