// [data-clock] counts what the server said is left, by a clock that nobody sets.
const clock = document.querySelector("[data-clock]");
const late = document.querySelector("[data-late]");
const minute = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;

let left = Number(clock?.dataset.clock);
let since = performance.getEntriesByType("navigation")[0]?.responseStart ?? performance.now();
let wasOver = left < 0;

const count = () => {
  const passed = "paused" in clock.dataset ? 0 : performance.now() - since;
  const seconds = Math.round((left - passed) / 1000);
  const over = seconds < 0;
  clock.textContent = over ? `${minute(-seconds)} ${clock.dataset.over}` : minute(seconds);
  if (late) late.hidden = !over;
  if (over && !wasOver) document.dispatchEvent(new CustomEvent("time-is-up"));
  wasOver = over;
};

// A laptop that slept counted nothing: the next answer puts it right.
export const isLeft = (ms) => {
  if (!clock) return;
  [left, since] = [ms, performance.now()];
  count();
};

// Until when the step was to last is no longer so.
export const holds = (paused) => {
  if (!clock) return;
  clock.toggleAttribute("data-paused", paused);
  document.querySelector("[data-holds]").hidden = !paused;
  document.querySelector("[data-until]")?.remove();
};

if (clock) {
  clock.hidden = false;
  count();
  setInterval(count, 500);
}
