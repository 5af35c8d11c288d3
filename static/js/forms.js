// Before a form with something typed in it is sent: does the sign-in still stand?
import { tell } from "./bar.js";
import { ask, whenSignedIn } from "./standing.js";

const asked = new WeakSet();
const held = new Set();

const typed = (field) => {
  if (field.type === "file") return field.files.length > 0;
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.type === "hidden" || field.defaultValue === undefined) return false;
  return field.value !== field.defaultValue;
};

const matters = (form) => {
  if (form.method !== "post" || form.hasAttribute("hx-post")) return false;
  const texts = form.matches("[data-autosave]") || form.querySelector("[data-autosave]");
  if (texts && !("goesOn" in form.dataset)) return false;
  if ("ask" in form.dataset) return true;
  return Boolean(document.body.dataset.person) && [...form.elements].some(typed);
};

const send = async (form, button) => {
  const problem = await ask();
  tell(form, problem && (problem === "failed" ? "" : `form-${problem}`));
  held.delete(form);
  if (problem && problem !== "failed") return held.add(form);
  asked.add(form);
  form.requestSubmit(button);
  asked.delete(form);
};

if (document.body.dataset.standingUrl && document.querySelector("form")) {
  document.addEventListener(
    "submit",
    (event) => {
      const { target: form, submitter } = event;
      if (asked.has(form) || !matters(form)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      if (form.dataset.asking) return;
      form.dataset.asking = "";
      send(form, submitter).finally(() => delete form.dataset.asking);
    },
    true,
  );
  whenSignedIn(async () => {
    if (!held.size || (await ask())) return;
    for (const form of held) tell(form, "form-ready");
    held.clear();
  });
}
