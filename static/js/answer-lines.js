// An answer is a text of lines; cells of a line are parted by a tab (workbook/kinds/lines.py).
export const linesIn = (text) => text.split(/\r\n|\r|\n/).filter((line) => line.trim());

export const oneLine = (words) => words.replace(/[\t\r\n]+/g, " ").trim();

export const lineOf = (cells) => cells.join("\t").replace(/\t+$/, "");

// A field that can only hold what belongs in it shows nothing else.
export const fill = (field, value) => {
  field.value = value;
  return field.value === value;
};

export const say = (root) => root.dispatchEvent(new Event("input", { bubbles: true }));

// A button that takes back what radio buttons cannot.
export const clears = (place, root, fields) => {
  const button = place.querySelector("[data-clear]");
  if (!button) return;
  button.hidden = !fields().some((one) => one.checked);
  button.onclick = () => {
    const chosen = fields().find((one) => one.checked);
    if (chosen) chosen.checked = false;
    say(root);
    fields()[0].focus();
  };
};
