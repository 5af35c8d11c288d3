// [data-autosave] is saved as it is typed; without JavaScript its form has a button.
// What was typed is kept in memory only: others may use this computer.
import { Keeper } from "./autosave-keeper.js";

const keepers = [];

for (const box of document.querySelectorAll("[data-autosave]")) {
  const keeper = new Keeper(box);
  keepers.push(keeper);
  box.addEventListener("input", () => keeper.typed());
  box.addEventListener("focusout", () => keeper.now());
}
for (const button of document.querySelectorAll("[data-autosave-button]")) button.hidden = true;

const now = () => keepers.forEach((keeper) => keeper.now());
const waiting = () => keepers.some((keeper) => keeper.waiting);

window.addEventListener("online", now);
window.addEventListener("focus", now);
document.addEventListener("visibilitychange", now);
window.addEventListener("beforeunload", (event) => {
  now();
  if (waiting()) event.preventDefault();
});
// Enter in the title, or a button elsewhere on the page: what was typed goes first.
document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    const own = form.matches("[data-autosave]") || form.querySelector("[data-autosave]");
    if (!own && !waiting()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const failures = (await Promise.all(keepers.map((keeper) => keeper.flush()))).filter(Boolean);
    if (!own && !failures.length) form.requestSubmit(event.submitter);
  },
  true,
);
