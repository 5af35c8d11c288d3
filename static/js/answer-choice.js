// One or more options: a key a line; own words behind `own: `.
import { clears, oneLine } from "./answer-lines.js";

const options = (root) => [...root.querySelectorAll(".choices input")];
const own = (root) => root.querySelector("[data-own]");
const OWN = "own: ";

export const lines = (root) => {
  const chosen = options(root).filter((one) => one.checked);
  const words = oneLine(own(root)?.value ?? "");
  return [...chosen.map((one) => one.value), ...(words ? [OWN + words] : [])];
};

export const draw = (root, written) => {
  for (const one of options(root)) one.checked = false;
  if (own(root)) own(root).value = "";
  return written.filter((line) => {
    const option = options(root).find((one) => one.value === line && !one.checked);
    const isTaken = option?.type === "radio" && options(root).some((one) => one.checked);
    if (option && !isTaken) option.checked = true;
    else if (own(root) && !own(root).value && line.startsWith(OWN) && line.slice(OWN.length).trim()) own(root).value = line.slice(OWN.length);
    else return true;
    return false;
  });
};

export const after = (root) => {
  const note = root.querySelector("[data-too-many]");
  const count = options(root).filter((one) => one.checked).length;
  if (note) note.hidden = count <= Number(note.dataset.tooMany);
  clears(root, root, () => options(root));
};
