// The same by keyboard: pick up, choose a column with the arrows, put down; said aloud.
import { next } from "./board-beside.js";
import { boardOf, columnOf, hold, holding, letGo, over, put } from "./board-move.js";

let target = null;

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

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-pick]");
  if (!button || event.defaultPrevented) return;
  const card = button.closest("[data-card]");
  const board = boardOf(card);
  if (holding() === card) {
    button.setAttribute("aria-pressed", "false");
    if (!put(target)) say(board, board.dataset.left);
    return;
  }
  letGo();
  button.setAttribute("aria-pressed", "true");
  target = columnOf(card);
  say(board, board.dataset.picked);
  hold(card);
});
document.addEventListener("keydown", (event) => {
  const button = event.target.closest?.("[data-pick][aria-pressed=true]");
  if (!button) return;
  if (event.key === "Escape") leave(button);
  if (!event.key.startsWith("Arrow")) return;
  event.preventDefault();
  const columns = boardOf(button).querySelectorAll("[data-column]:not([hidden])");
  choose(next([...columns], target, event.key));
});
document.addEventListener("focusout", ({ target }) => {
  if (target.matches?.("[data-pick][aria-pressed=true]") && target.isConnected) leave(target);
});
