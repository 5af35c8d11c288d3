// A page meant for paper prints itself; without this the browser's menu does.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

// A box shows as much of a text as fits in it: on paper stands all of it, in its place.
const onPaper = () => document.querySelectorAll(".on-paper");
window.addEventListener("beforeprint", () => {
  onPaper().forEach((text) => text.remove());
  for (const box of document.querySelectorAll("textarea:not([hidden]), [data-part]:not([data-kind] *)")) {
    const text = document.createElement("p");
    text.className = "written on-paper";
    text.textContent = box.value || "–";
    box.after(text);
  }
});
window.addEventListener("afterprint", () => onPaper().forEach((text) => text.remove()));
