// What follows the hand while a card is dragged; the page rolls near its edges.
const EDGE = 80;
let ghost = null;
let shift = null;
let at = null;
let said = null;

export const columnUnder = () => document.elementFromPoint(...at)?.closest("[data-column]");

export const follow = (x, y) => {
  at = [x, y];
  ghost.style.transform = `translate(${x - shift[0]}px, ${y - shift[1]}px) rotate(1.5deg)`;
};

export const lift = (card, { x, y }, rolled) => {
  const box = card.getBoundingClientRect();
  ghost = card.cloneNode(true);
  for (const part of [ghost, ...ghost.querySelectorAll("[id]")]) part.removeAttribute("id");
  delete ghost.dataset.card;
  ghost.classList.add("board__ghost");
  ghost.inert = true;
  ghost.style.inlineSize = `${box.width}px`;
  said = document.createElement("p");
  said.className = "board__hint";
  ghost.append(said);
  shift = [x - box.left, y - box.top];
  document.body.append(ghost);
  follow(x, y);
  requestAnimationFrame(() => roll(rolled));
};

export const lay = () => {
  ghost?.remove();
  ghost = null;
};

// A tall group's own words may be out of sight, or under a finger.
const tell = (column) => {
  const words = column?.querySelector("[data-hint]");
  ghost.dataset.fits = column?.dataset.fits ?? "";
  if (words?.textContent !== said.textContent) {
    said.replaceChildren(...(words?.cloneNode(true).childNodes ?? []));
  }
  said.hidden = !said.textContent;
};

const speed = (y, top, bottom) =>
  Math.round(Math.max(0, y - bottom + EDGE) / 5) - Math.round(Math.max(0, top + EDGE - y) / 5);

const roll = (rolled) => {
  if (!ghost) return;
  tell(columnUnder());
  const list = document.elementFromPoint(...at)?.closest("#left");
  const box = list?.getBoundingClientRect();
  if (list && list.scrollHeight > list.clientHeight) list.scrollTop += speed(at[1], box.top - 40, box.bottom + 40);
  const bar = document.querySelector(".board-bar")?.getBoundingClientRect().bottom ?? 0;
  const far = speed(at[1], Math.max(0, bar - 20), innerHeight);
  if (far) {
    scrollBy(0, far);
    rolled();
  }
  requestAnimationFrame(() => roll(rolled));
};
