// A board narrowed while one types: by name, discipline, team and topic; kept in the address.
const form = () => document.querySelector("form[data-filter]");

const finds = (wanted, element) =>
  element.dataset.person.toLowerCase().includes(wanted.q.trim().toLowerCase()) &&
  ["discipline", "team"].every((name) => !wanted[name] || element.dataset[name] === wanted[name]) &&
  (!wanted.topic || element.dataset.topics.split(" ").includes(wanted.topic));

const narrow = () => {
  if (!form()) return;
  const wanted = Object.fromEntries(new FormData(form()));
  const asked = Object.entries(wanted).filter(([_name, value]) => value.trim());
  let found = 0;
  for (const column of document.querySelectorAll("[data-board] [data-column]")) {
    let shown = 0;
    for (const card of column.querySelectorAll("[data-card]")) {
      card.hidden = asked.length > 0 && !finds(wanted, card);
      shown += card.hidden ? 0 : 1;
    }
    found += shown;
    const leads = column.dataset.column && finds(wanted, column);
    column.hidden = asked.length > 0 && Boolean(column.dataset.column) && !shown && !leads;
  }
  form().querySelector("[data-found]").hidden = !asked.length;
  form().querySelector("[data-found-count]").textContent = found;
  return asked;
};

const keep = (asked) => {
  const search = new URLSearchParams(asked).toString();
  history.replaceState(history.state, "", location.pathname + (search && `?${search}`) + location.hash);
};

const clear = () => {
  for (const field of form().elements) if (field.name) field.value = "";
  keep(narrow());
};

let waiting = null;
const soon = (then) => {
  clearTimeout(waiting);
  waiting = setTimeout(then, 80);
};

narrow();
document.addEventListener("input", ({ target }) => target.closest("[data-filter]") && soon(() => keep(narrow())));
document.addEventListener("submit", (event) => event.target.matches("[data-filter]") && event.preventDefault());
document.addEventListener("htmx:afterSettle", () => soon(narrow));
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-clear]")) return;
  event.preventDefault();
  clear();
});
document.addEventListener("keydown", (event) => {
  const { key, target } = event;
  if (key === "Escape" && target.matches("[data-filter] [name=q]")) clear();
  if (key !== "/" || target.closest("input, textarea, select, dialog") || !form()) return;
  event.preventDefault();
  form().elements.q.focus();
});
