// The page of a run asks what is new, and follows the group.
import { holds, isLeft } from "./run-clock.js";

const PAUSE = 3000;
const news = document.querySelector("[data-run]");
const ready = document.querySelector("[data-ready]");

// Whoever writes, or has a form open, is not taken away from it.
const isBusy = () =>
  document.activeElement?.matches("textarea, select, input:not([type='checkbox'])") ||
  document.querySelector("details[open] form, dialog[open]") ||
  [...document.querySelectorAll("[data-autosave] .save-state")].some((line) => ["saving", "unsaved"].includes(line.dataset.state));

const isNew = (told) => String(told.version) !== news.dataset.version || "live" in news.dataset;

const ask = async (signal) => {
  const headers = { Accept: "application/json", "If-None-Match": `"${news.dataset.tag}"` };
  const answer = await fetch(news.dataset.run, { headers, signal, redirect: "manual", cache: "no-store" });
  if (![200, 304].includes(answer.status)) return;
  if (answer.headers.has("Left")) isLeft(Number(answer.headers.get("Left")));
  if (answer.status === 304) return;
  const told = await answer.json();
  if (isNew(told) && "follows" in news.dataset && !isBusy()) {
    location.reload();
    return;
  }
  if (ready) ready.textContent = told.ready;
  if (String(told.version) === news.dataset.version) {
    if (!("live" in news.dataset)) news.dataset.tag = told.tag;
    return;
  }
  holds(told.paused);
  news.querySelector("[data-run-number]").textContent = told.number;
  news.hidden = String(told.number) === news.dataset.number;
};

// One question at a time; whoever comes back asks anew, whatever hangs since before.
let asking;
const askNow = (again) => {
  if (document.hidden || (asking && !again)) return;
  asking?.abort();
  const mine = (asking = new AbortController());
  ask(mine.signal)
    .catch(() => {})
    .finally(() => mine === asking && (asking = null));
};

setInterval(askNow, PAUSE, false);
for (const name of ["focus", "online", "pageshow"]) window.addEventListener(name, () => askNow(true));
document.addEventListener("visibilitychange", () => askNow(true));
