// Cards are dragged with the mouse, and with a finger after a long press or by the grip.
import { columnUnder, follow, lay, lift } from "./board-ghost.js";
import { boardOf, hold, holding, letGo, over, put } from "./board-move.js";

const SLACK = 6;
const PATIENCE = 350;
let press = null;
let swallow = false;

const begin = () => {
  press.lifted = true;
  lift(press.card, press, () => over(columnUnder()));
  hold(press.card);
  getSelection().removeAllRanges();
};

const end = () => {
  clearTimeout(press?.timer);
  if (press?.lifted) lay();
  press = null;
};

const leave = () => {
  if (press?.lifted) letGo();
  end();
};

document.addEventListener("pointerdown", (event) => {
  const card = event.target.closest?.("[data-card]");
  if (!card || !boardOf(card) || event.button || !event.isPrimary || holding()) return;
  const slow = event.pointerType === "touch" && !event.target.closest("[data-pick]");
  press = { card, slow, x: event.clientX, y: event.clientY, id: event.pointerId };
  if (slow) press.timer = setTimeout(begin, PATIENCE);
});
document.addEventListener("pointermove", (event) => {
  if (press?.id !== event.pointerId) return;
  const { clientX: x, clientY: y } = event;
  if (!press.lifted) {
    if (Math.hypot(x - press.x, y - press.y) < SLACK) return;
    if (press.slow) return leave();
    begin();
  }
  follow(x, y);
  over(columnUnder());
});
document.addEventListener("pointerup", (event) => {
  if (press?.id !== event.pointerId) return;
  const column = press.lifted && columnUnder();
  swallow = press.lifted;
  setTimeout(() => (swallow = false));
  if (!column) return leave();
  end();
  put(column);
});
document.addEventListener("pointercancel", leave);
document.addEventListener("keydown", ({ key }) => key === "Escape" && press && leave());
const unless = (test) => (event) => test(event) && event.preventDefault();
// While a card is in the hand the page does not scroll, and no menu or link opens.
document.addEventListener("touchmove", unless(() => press?.lifted), { passive: false });
document.addEventListener("contextmenu", unless(() => press?.slow));
document.addEventListener("dragstart", unless(({ target }) => target.closest?.("[data-card]")));
document.addEventListener("click", unless(() => swallow), true);
