// The page of a run: counts by a clock that nobody sets, asks what is new, follows the group.
const PAUSE = 3000;
const news = document.querySelector("[data-run]");
const clock = document.querySelector("[data-clock]");

// What the server said was left, and when that was by this page's own clock.
let left = Number(clock?.dataset.clock);
let since = performance.getEntriesByType("navigation")[0]?.responseStart ?? performance.now();

const count = () => {
  const passed = "paused" in clock.dataset ? 0 : performance.now() - since;
  const seconds = Math.round((left - passed) / 1000);
  const [whole, rest] = [Math.floor(Math.abs(seconds) / 60), String(Math.abs(seconds) % 60).padStart(2, "0")];
  clock.textContent = seconds < 0 ? `${whole}:${rest} ${clock.dataset.over}` : `${whole}:${rest}`;
};

// Whoever writes, or has a form open, is not taken away from it.
const isBusy = () =>
  document.activeElement?.matches("textarea, select, input") ||
  document.querySelector("details[open] form, dialog[open]") ||
  [...document.querySelectorAll("[data-autosave] .save-state")].some((line) => ["saving", "unsaved"].includes(line.dataset.state));

const ask = async () => {
  if (document.hidden) return;
  const headers = { Accept: "application/json", "If-None-Match": `"${news.dataset.version}"` };
  const answer = await fetch(news.dataset.run, { headers, redirect: "manual", cache: "no-store" }).catch(() => null);
  if (answer?.status === 304 && clock && answer.headers.has("Left")) {
    [left, since] = [Number(answer.headers.get("Left")), performance.now()];
  }
  if (answer?.status !== 200) return;
  if ("follows" in news.dataset && !isBusy()) {
    location.reload();
    return;
  }
  const { number } = await answer.json();
  news.querySelector("[data-run-number]").textContent = number;
  news.hidden = false;
};

let asking;
const askNow = () => {
  asking ??= ask().finally(() => (asking = null));
};

if (clock) {
  clock.hidden = false;
  count();
  setInterval(count, 500);
}
setInterval(askNow, PAUSE);
for (const name of ["focus", "online", "pageshow"]) window.addEventListener(name, askNow);

// One telephone lies on the table: it stays lit where it can.
const stayLit = () => document.hidden || navigator.wakeLock?.request("screen").catch(() => {});
document.addEventListener("visibilitychange", () => {
  askNow();
  stayLit();
});
stayLit();
