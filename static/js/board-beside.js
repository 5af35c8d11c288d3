// The column beside one, in the order of the page; above and below, what is nearest there.
const middle = (column) => {
  const box = column.getBoundingClientRect();
  return [box.left + box.width / 2, box.top];
};

export const next = (columns, target, key) => {
  const here = columns.indexOf(target);
  if (key === "ArrowRight") return columns.at((here + 1) % columns.length);
  if (key === "ArrowLeft") return columns.at(here - 1);
  const [x, y] = middle(target);
  const far = (column) => {
    const [left, top] = middle(column);
    const down = key === "ArrowDown" ? top - y : y - top;
    return down > 8 ? down + 4 * Math.abs(left - x) : Infinity;
  };
  return columns.reduce((best, one) => (far(one) < far(best) ? one : best), target);
};
