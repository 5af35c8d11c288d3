// [data-answers]: what is chosen stands in its text as well, which is saved as typed.
for (const form of document.querySelectorAll("[data-answers]")) {
  const text = form.querySelector("[data-part=body]");
  if (!text) continue;
  const said = () => new Map(text.value.split("\n").filter(Boolean).map((line) => line.split(": ")));
  form.addEventListener("change", ({ target }) => {
    if (target.type !== "radio") return;
    text.value = [...said().set(target.name, target.value)].map((one) => one.join(": ")).join("\n");
    text.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // An earlier page had left it unsaved on this device.
  text.addEventListener("taken", () => {
    for (const one of form.querySelectorAll("input[type=radio]")) one.checked = said().get(one.name) === one.value;
  });
}
