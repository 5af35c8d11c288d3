// What a column says of the card in the hand: what would break there, or how well it fits.
const sign = (hint) => {
  const made = document.createElement("span");
  if (!hint.broken) {
    made.className = "dots";
    made.dataset.dots = hint.dots;
  } else made.innerHTML = '<svg class="icon" viewBox="0 0 24 24"><use href="#icon-barred"/></svg>';
  made.setAttribute("aria-hidden", "true");
  return made;
};

export const show = (column, hint) => {
  const line = column.querySelector("[data-hint]");
  line.hidden = !hint?.words;
  line.replaceChildren(...(line.hidden ? [] : [sign(hint), hint.words]));
  if (line.hidden) delete column.dataset.fits;
  else column.dataset.fits = hint.broken ? "no" : hint.dots;
};
