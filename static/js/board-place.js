// What was opened stays open when a group is replaced; what others changed is marked.
let theirs = false;

document.addEventListener("htmx:beforeSwap", (event) => {
  theirs = Boolean(event.detail.requestConfig?.elt.matches("[data-news]"));
});
document.addEventListener("htmx:oobBeforeSwap", ({ detail }) => {
  const { target, fragment } = detail;
  if (target.id === "board-add") fragment.querySelector("details").open = target.open;
  if (theirs) {
    for (const card of fragment.querySelectorAll("[data-card]")) {
      if (!target.querySelector(`#${card.id}`)) card.dataset.fresh = "";
    }
  }
  if (!target.matches("[data-column][data-opened]")) return;
  const column = fragment.querySelector("[data-column]");
  if (!column) return;
  column.dataset.opened = "";
  column.querySelector("[data-fold]").setAttribute("aria-expanded", "true");
});
