// A card or group opens in a sheet above the board: the same page, its steps sent from there.
const sheet = document.getElementById("board-sheet");

const close = () => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "tool board-sheet__close";
  button.dataset.shut = "";
  button.setAttribute("aria-label", sheet.dataset.sheetClose);
  button.textContent = "×";
  return button;
};

const open = async (address) => {
  await htmx.ajax("GET", address, {
    target: "#board-sheet",
    select: "#main > :not(#messages)",
    swap: "innerHTML ignoreTitle:true",
  });
  if (!sheet.firstElementChild) return;
  sheet.setAttribute("aria-label", sheet.querySelector("h1").textContent);
  sheet.prepend(close());
  if (!sheet.open) sheet.showModal();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("a, [data-shut], #board-sheet");
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const back = sheet.contains(link) && link.href && link.pathname === location.pathname;
  if (link.matches("a[data-open]") || back) event.preventDefault();
  if (link.matches("a[data-open]")) open(link.href);
  else if (back || link.matches("[data-shut]") || event.target === sheet) sheet.close();
});
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!sheet.contains(form) || form.action.includes("/apart/")) return;
  event.preventDefault();
  // What stands in the sheet asks for nothing by itself; this form waits its turn.
  form.setAttribute("hx-sync", "#board:queue all");
  const shown = document.getElementById("board-version").value;
  htmx.ajax("POST", form.action, { source: form, target: "#board", swap: "none", values: { shown } });
  sheet.close();
});
