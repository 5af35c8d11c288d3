// A figure for each of a few moments: a line `moment: figure` each.
import { clears } from "./answer-lines.js";

const moments = (root) => [...root.querySelectorAll("[data-moment]")];
const figures = (moment) => [...moment.querySelectorAll("[type=radio]")];

export const lines = (root) =>
  moments(root).flatMap((moment) =>
    figures(moment)
      .filter((one) => one.checked)
      .map((one) => `${moment.dataset.moment}: ${one.value}`),
  );

export const draw = (root, written) => {
  for (const moment of moments(root)) for (const one of figures(moment)) one.checked = false;
  return written.filter((line) => {
    const [, name, value] = line.match(/^([a-z0-9_-]+): (10|[0-9])$/) ?? [];
    const moment = moments(root).find((one) => one.dataset.moment === name);
    if (!moment || figures(moment).some((one) => one.checked)) return true;
    figures(moment)[Number(value)].checked = true;
    return false;
  });
};

export const after = (root) => {
  for (const moment of moments(root)) clears(moment, root, () => figures(moment));
};
