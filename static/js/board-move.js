// A card in the hand, over a column, and put down.
import { show } from "./board-hint.js";

let held = null;

export const holding = () => held;
export const boardOf = (element) => element.closest("[data-board]");
export const columnOf = (card) => card.closest("[data-column]");

export const hold = async (card) => {
  held = card;
  card.dataset.moving = "";
  boardOf(card).dataset.holding = "";
  const address = boardOf(card).dataset.options.replace("/0/", `/${card.dataset.card}/`);
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || held !== card) return;
  const hints = await answer.json();
  for (const column of boardOf(card).querySelectorAll("[data-column]")) {
    show(column, hints[column.dataset.column]);
  }
};

export const over = (column) => {
  for (const other of document.querySelectorAll("[data-column][data-over]")) {
    if (other !== column) delete other.dataset.over;
  }
  if (column) column.dataset.over = "";
};

export const letGo = () => {
  if (!held) return;
  delete held.dataset.moving;
  over(null);
  const board = boardOf(held);
  if (board) delete board.dataset.holding;
  for (const column of board?.querySelectorAll("[data-fits]") ?? []) show(column);
  held = null;
};

// Each move is a form of its own: one may still wait for the answer to another.
export const put = (column) => {
  const form = boardOf(held).querySelector("[data-move]");
  const moved = column !== columnOf(held);
  const sent = form.cloneNode(true);
  sent.removeAttribute("id");
  sent.elements.mentee.value = held.dataset.card;
  sent.elements.mentor.value = column.dataset.column;
  letGo();
  if (!moved) return false;
  form.after(sent);
  htmx.process(sent);
  sent.addEventListener("htmx:afterRequest", () => sent.remove());
  sent.requestSubmit();
  return true;
};
