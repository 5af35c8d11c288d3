// A day, as a date field has it.
const field = (root) => root.querySelector("[data-day]");

export const lines = (root) => (field(root).value ? [field(root).value] : []);

export const draw = (root, written) => {
  field(root).value = "";
  return written.filter((line) => {
    if (field(root).value || !/^\d{4}-\d{2}-\d{2}$/.test(line)) return true;
    // It takes no day that is not there.
    field(root).value = line;
    return field(root).value !== line;
  });
};
