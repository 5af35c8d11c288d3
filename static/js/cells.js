// [data-cells] is a table of radio buttons, so many in a row: arrow keys go up and down too.
for (const cells of document.querySelectorAll("[data-cells]")) {
  const all = [...cells.querySelectorAll("input[type=radio]")];
  const wide = Number(cells.dataset.cells);
  const ways = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  cells.addEventListener("keydown", (event) => {
    const way = ways[event.key];
    const at = all.indexOf(event.target);
    if (!way || at < 0) return;
    event.preventDefault();
    const x = (at % wide) + way[0];
    const y = Math.floor(at / wide) + way[1];
    const next = x >= 0 && x < wide && all[y * wide + x];
    if (!next) return;
    next.focus();
    next.checked = true;
    next.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
