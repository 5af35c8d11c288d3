// Says on the page how it stands with one text; every word of it is in the page already.
import { tell } from "./bar.js";

export const show = (box, state, { problem = "", beside, versions } = {}) => {
  const line = box.querySelector(".save-state");
  line.parentElement.hidden = false;
  if (line.dataset.state !== state || !line.textContent) line.textContent = line.dataset[state];
  line.dataset.state = state;
  if (state !== "saving") tell(box, problem);
  if (state === "saved") {
    tell("first", "");
    for (const next of box.querySelectorAll("[data-once-saved]")) next.hidden = false;
  }
  if (beside === undefined) return;
  const callout = box.querySelector("[data-versions]");
  callout.hidden = !beside;
  callout.querySelector("a").href = versions;
  // A new goal has an address of its own from its first save on.
  if (box.dataset.address) history.replaceState(null, "", box.dataset.address);
};
