// [data-picture]: what is chosen in a group lies in the drawing, and turns there too.
const said = (parent, name, key) => {
  for (const one of parent.querySelectorAll(`[data-${name}]`)) one.hidden = one.dataset[name] !== key;
};
const chosen = (form, hand) => form.querySelector(`input[name="${hand}"]:checked`);

function show(form) {
  for (const dot of form.querySelectorAll(".picture__drawing [data-dot]")) {
    const one = chosen(form, dot.dataset.dot);
    said(form.querySelector(`[data-words="${dot.dataset.dot}"]`), "says", one?.value);
    dot.toggleAttribute("data-unset", !one);
    if (!one) continue;
    const inner = dot.querySelector("g");
    inner.removeAttribute("transform");
    // The short way round.
    const from = Number(dot.dataset.angle);
    const way = ((Number(one.dataset.angle) - from + 540) % 360) - 180;
    dot.dataset.angle = from + way;
    inner.style.rotate = `${from + way}deg`;
  }
  const [mine, other] = [chosen(form, "me"), chosen(form, "other")];
  for (const place of form.querySelectorAll(".picture__place")) {
    place.toggleAttribute("data-called", place.dataset.place === mine?.dataset.calls);
  }
  said(form, "meets", mine && other ? String(meeting(form, mine, other)) : "");
}

// As handbook/pictures/told.py has it.
function meeting(form, mine, other) {
  const keys = [...form.querySelectorAll('input[name="me"]')].map((one) => one.value);
  const steps = Math.abs(keys.indexOf(mine.dataset.calls || mine.value) - keys.indexOf(other.value));
  const least = Math.min(steps, keys.length - steps);
  return least === 0 ? 0 : least === 1 && mine.dataset.calls ? 1 : 2;
}

for (const form of document.querySelectorAll("[data-picture]")) {
  form.querySelector("[data-without-script]").hidden = true;
  form.addEventListener("change", () => show(form));
  const drawing = form.querySelector(".picture__drawing");
  let held = "me";
  form.addEventListener("focusin", ({ target }) => (held = target.closest("[data-hand]")?.dataset.hand ?? held));
  const turn = (event) => {
    const box = drawing.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left - box.width / 2, event.clientY - box.top - box.height / 2];
    const angle = (Math.atan2(x, -y) * 180) / Math.PI;
    const off = (one) => Math.abs(((Number(one.dataset.angle) - angle + 540) % 360) - 180);
    const all = [...form.querySelectorAll(`input[name="${held}"]`)];
    const nearest = all.reduce((one, next) => (off(next) < off(one) ? next : one));
    nearest.checked = true;
    show(form);
  };
  drawing.addEventListener("pointerdown", (event) => {
    const unset = drawing.querySelector("[data-unset]");
    held = (event.target.closest("[data-dot]") ?? unset)?.dataset.dot ?? held;
    drawing.setPointerCapture(event.pointerId);
    turn(event);
  });
  drawing.addEventListener("pointermove", (event) => event.buttons && turn(event));
  show(form);
}
