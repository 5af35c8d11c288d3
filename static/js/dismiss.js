// Messages can be put away; an open menu closes on Escape, outside it, or when focus leaves it.
const show = (root) => {
  for (const button of root.querySelectorAll("[data-dismiss]")) button.hidden = false;
};
show(document);
document.addEventListener("htmx:afterSettle", () => show(document));
document.addEventListener("htmx:oobAfterSwap", () => show(document));

const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("[data-menu][open]")) {
    if (!menu.contains(except)) menu.open = false;
  }
};

document.addEventListener("click", (event) => {
  event.target.closest("[data-dismiss]")?.closest("[data-dismissable]")?.remove();
  closeMenus(event.target);
});
document.addEventListener("focusin", (event) => closeMenus(event.target));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.activeElement?.closest("[data-menu][open]");
  closeMenus(null);
  menu?.querySelector("summary").focus();
});
