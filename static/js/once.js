// A form is sent once: its buttons rest until the answer is there.
const rest = (form, resting) => {
  for (const button of form.querySelectorAll("button:not([type=button])")) {
    button.toggleAttribute("data-resting", resting);
    if (resting) button.setAttribute("aria-busy", "true");
    else button.removeAttribute("aria-busy");
  }
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || "again" in form.dataset) return;
  if (form.querySelector("[data-resting]")) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  // After this event, when it is known whether somebody held the form back.
  setTimeout(() => rest(form, !event.defaultPrevented || form.hasAttribute("hx-post")));
}, true);
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (form) rest(form, false);
});
// Coming back with the browser's back button finds the form ready.
window.addEventListener("pageshow", () => {
  for (const form of document.forms) rest(form, false);
});
// Come back to by the back button, a page counts as made when it was: what it made and
// sends again is done once (people/web/once.py).
const made = document.querySelectorAll("input[name=made]");
const [visit] = performance.getEntriesByType("navigation");
if (visit?.type === "back_forward" && history.state?.made) {
  for (const field of made) field.value = history.state.made;
}
if (made.length) history.replaceState({ ...history.state, made: made[0].value }, "");
