// How one looks at a board: names only, a group opened on a phone.
const { dataset } = document.documentElement;
const NAME = "board-dense";

const show = () => {
  const dense = localStorage.getItem(NAME) === "yes";
  dataset.dense = dense ? "yes" : "no";
  document.querySelector("button[data-dense]")?.setAttribute("aria-pressed", dense);
};
show();
document.addEventListener("htmx:afterSettle", show);

document.addEventListener("click", ({ target }) => {
  if (target.closest("button[data-dense]")) {
    localStorage.setItem(NAME, dataset.dense === "yes" ? "no" : "yes");
    show();
  }
  const fold = target.closest("[data-fold]");
  if (!fold) return;
  const opened = fold.closest("[data-column]").toggleAttribute("data-opened");
  fold.setAttribute("aria-expanded", opened);
});
