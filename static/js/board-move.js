// A card in the hand: every column says what would break there, or how well it fits.
let held = null;

export const holding = () => held;
export const boardOf = (element) => element.closest("[data-board]");
export const columnOf = (card) => card.closest("[data-column]");

export const hold = async (card) => {
  held = card;
  card.dataset.moving = "";
  const address = boardOf(card).dataset.options.replace("/0/", `/${card.dataset.card}/`);
  const answer = await fetch(address, { credentials: "same-origin" });
  if (!answer.ok || held !== card) return;
  const hints = await answer.json();
  for (const column of boardOf(card).querySelectorAll("[data-column]")) {
    show(column, hints[column.dataset.column]);
  }
};

const show = (column, hint) => {
  const line = column.querySelector("[data-hint]");
  line.textContent = hint?.words || "";
  line.hidden = !line.textContent;
  line.classList.toggle("breach", Boolean(hint?.broken));
  line.classList.toggle("muted", !hint?.broken);
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
  for (const column of boardOf(held)?.querySelectorAll("[data-column]") ?? []) show(column);
  held = null;
};

export const put = (column) => {
  const form = boardOf(held).querySelector("[data-move]");
  const moved = column !== columnOf(held);
  form.elements.mentee.value = held.dataset.card;
  form.elements.mentor.value = column.dataset.column;
  letGo();
  if (moved) form.requestSubmit();
  return moved;
};
