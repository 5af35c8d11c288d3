// A board narrowed while one types: by name, discipline, team and topic.
const asked = () => {
  const form = document.querySelector("form[data-filter]");
  return form ? Object.fromEntries(new FormData(form)) : null;
};

const finds = (wanted, element) =>
  element.dataset.person.toLowerCase().includes(wanted.q.trim().toLowerCase()) &&
  ["discipline", "team"].every((name) => !wanted[name] || element.dataset[name] === wanted[name]) &&
  (!wanted.topic || element.dataset.topics.split(" ").includes(wanted.topic));

const narrow = () => {
  const wanted = asked();
  if (!wanted) return;
  const any = Object.values(wanted).some((value) => value.trim());
  for (const column of document.querySelectorAll("[data-board] [data-column]")) {
    let shown = 0;
    for (const card of column.querySelectorAll("[data-card]")) {
      card.hidden = any && !finds(wanted, card);
      shown += card.hidden ? 0 : 1;
    }
    const leads = column.dataset.column && finds(wanted, column);
    column.hidden = any && Boolean(column.dataset.column) && !shown && !leads;
  }
};

let waiting = null;
const soon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(narrow, 80);
};

narrow();
document.addEventListener("input", (event) => event.target.closest("[data-filter]") && soon());
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-filter]")) return;
  event.preventDefault();
  narrow();
});
document.addEventListener("htmx:afterSettle", soon);
