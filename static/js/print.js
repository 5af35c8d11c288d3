// A page meant for paper prints itself; without this the browser's menu does.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A box shows as much of a text as fits in it: on paper stands all of it, in its place.
const BOXES = "textarea:not([hidden]), [data-part]:not([data-kind] *), [data-kind] :is(select, [data-cell], [data-day])";
const onPaper = () => document.querySelectorAll(".on-paper");
const LANGUAGE = document.documentElement.lang.replace(/^en$/, "en-GB");
const LONG = { dateStyle: "long", timeZone: "UTC" };
const wordsOf = (box) => {
  if (!box.value) return "–";
  if (box.matches("select")) return box.selectedOptions[0].textContent;
  if (box.matches("[type=date]")) return box.valueAsDate.toLocaleDateString(LANGUAGE, LONG);
  return box.value;
};

// Rows that wait for more, where something is written in others; and what was said before.
const isBlank = (row) => [...row.querySelectorAll("[data-cell]")].every((cell) => !cell.value);
const opened = [];
const tidy = (answer) => {
  const rows = [...answer.querySelectorAll("[data-row]:not([data-key])")];
  const blank = rows.filter(isBlank);
  if (blank.length < rows.length) for (const row of blank) row.dataset.blank = "";
  for (const details of answer.querySelectorAll("details:not([open])")) opened.push(details);
  for (const details of opened) details.open = true;
};

window.addEventListener("beforeprint", () => {
  onPaper().forEach((text) => text.remove());
  document.querySelectorAll("[data-kind]").forEach(tidy);
  for (const box of document.querySelectorAll(BOXES)) {
    const text = document.createElement("p");
    text.className = "written on-paper";
    text.textContent = wordsOf(box);
    box.after(text);
  }
});
window.addEventListener("afterprint", () => {
  onPaper().forEach((text) => text.remove());
  document.querySelectorAll("[data-blank]").forEach((row) => delete row.dataset.blank);
  for (const details of opened.splice(0)) details.open = false;
});
