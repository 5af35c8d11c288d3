// Says what is not safe yet, so that nobody misses it: a bar, and a mark in the title.
const { content, dataset } = document.getElementById("bar");
const { title } = document;
const PATIENCE = 15000;
const open = new Map();
const bar = content.querySelector(".bar");
const later = bar.querySelector("[data-later]");
const [copy, download] = later.querySelectorAll("button");
const words = copy.textContent;
const offered = [];
let timer = null;

// What there is to copy and to download.
export const offer = (given) => offered.push(given);
const texts = () => offered.map((given) => given()).filter(Boolean).join("\n\n");
const taken = () => document.dispatchEvent(new Event("taken"));

const rest = () => {
  clearTimeout(timer);
  timer = null;
  later.hidden = true;
  copy.textContent = words;
};

const draw = () => {
  const problem = [...open.values()].at(-1);
  const unsaved = [...open.values()].some((one) => !one.startsWith("form-"));
  document.title = unsaved ? `${dataset.unsaved} · ${title}` : title;
  if (!unsaved) rest();
  if (!problem) return bar.remove();
  const line = content.querySelector(`[data-problem="${problem}"]`).cloneNode(true);
  bar.replaceChildren(line, later);
  if (!bar.isConnected) document.body.prepend(bar);
  if ("final" in line.dataset) later.hidden = false;
  else if (unsaved) timer ??= setTimeout(() => (later.hidden = false), PATIENCE);
};

// `who` has this problem from now on, or none ("").
export const tell = (who, problem) => {
  if ((open.get(who) ?? "") === problem) return;
  open.delete(who);
  if (problem) open.set(who, problem);
  draw();
};

copy.addEventListener("click", async () => {
  await navigator.clipboard.writeText(texts());
  copy.textContent = copy.dataset.done;
  taken();
});
download.addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([texts()], { type: "text/plain" }));
  link.download = dataset.file;
  link.click();
  taken();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
});
copy.hidden = !navigator.clipboard;
