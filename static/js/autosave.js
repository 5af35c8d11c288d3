// [data-autosave] is saved as it is typed; without JavaScript its form has a button.
import { Keeper } from "./autosave-keeper.js";
import { offer, tell } from "./bar.js";
import { left } from "./device-left.js";
import { whenSignedIn } from "./standing.js";

const keepers = [];

for (const box of document.querySelectorAll("[data-autosave]")) {
  const keeper = new Keeper(box);
  keepers.push(keeper);
  box.addEventListener("input", () => keeper.typed());
  box.addEventListener("focusout", () => keeper.now());
}
for (const button of document.querySelectorAll("[data-autosave-button]")) button.hidden = true;

const now = () => keepers.forEach((keeper) => keeper.now());
const flush = async (keeper) => {
  await keeper.now();
  if (keeper.hopeful && !keeper.failures) await keeper.now();
  return keeper.hopeful;
};
const waiting = () => keepers.filter((keeper) => keeper.waiting);

offer(() => waiting().map((keeper) => Object.values(JSON.parse(keeper.text())).join("\n\n").trim()).join("\n\n"));
whenSignedIn(now);
window.addEventListener("online", now);
left.then((all) => {
  for (const one of all) keepers.find(({ box }) => box.dataset.saveUrl === one.saveUrl)?.takes(one);
});

const leave = () => keepers.forEach((keeper) => keeper.now({ leaving: true }));
document.addEventListener("visibilitychange", () => (document.hidden ? leave() : now()));
window.addEventListener("pagehide", leave);
window.addEventListener("beforeunload", (event) => {
  leave();
  if (waiting().length) event.preventDefault();
});
// Enter in the title, or a button elsewhere on the page: what was typed goes first.
document.addEventListener(
  "submit",
  async (event) => {
    const form = event.target;
    // A form that does more with its texts than save them goes on after that.
    const own = !form.matches("[data-goes-on]") && (form.matches("[data-autosave]") || form.querySelector("[data-autosave]"));
    if (!own && !waiting().length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const failures = (await Promise.all(keepers.map(flush))).filter(Boolean);
    tell("first", failures.length && !own ? "first" : "");
    if (!own && !failures.length) form.requestSubmit(event.submitter);
  },
  true,
);
