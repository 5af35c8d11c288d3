// Undo and redo by their usual keys; what has nothing to do is not sent.
const step = ({ key, shiftKey }) => {
  const pressed = key.toLowerCase();
  if (pressed === "y" || (pressed === "z" && shiftKey)) return "step-redo";
  return pressed === "z" ? "step-undo" : null;
};

document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
  const writing = event.target.closest?.("input, textarea, select, dialog");
  const button = writing || !step(event) ? null : document.getElementById(step(event));
  if (!button) return;
  event.preventDefault();
  button.click();
});
document.addEventListener(
  "click",
  (event) => {
    if (event.target.closest(".tool[aria-disabled=true]")) event.preventDefault();
  },
  true,
);
