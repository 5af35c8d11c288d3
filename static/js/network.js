// What htmx cannot do by itself: say what went wrong, and try again with another sign-in.
import { tell } from "./bar.js";
import { say } from "./message.js";
import { ask, whenSignedIn } from "./standing.js";

const { dataset } = document.body;
let waiting = null;

const repeat = ({ verb, path, elt, target, triggeringEvent, formData }) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  if (formData.has("csrfmiddlewaretoken")) formData.set("csrfmiddlewaretoken", token);
  const detail = { source: elt, target, event: triggeringEvent, values: formData };
  htmx.ajax(verb, path, { ...detail, headers: { "X-Again": "yes" } });
};

const again = async (request) => {
  const problem = await ask();
  if (problem === "signed-out" || problem === "somebody-else") {
    if (request.verb !== "get") waiting = request;
    return tell("htmx", `form-${problem}`);
  }
  tell("htmx", "");
  waiting = null;
  if (problem) return say(dataset[problem] ?? dataset.offline);
  if (request.verb === "get") return undefined;
  return request.headers["X-Again"] ? say(dataset.forbidden) : repeat(request);
};

document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (detail.successful) tell("htmx", "");
});
document.addEventListener("htmx:sendError", () => say(dataset.offline));
document.addEventListener("htmx:timeout", () => say(dataset.offline));
document.addEventListener("htmx:responseError", ({ detail }) => {
  const { status } = detail.xhr;
  if (status === 401 || status === 403) again(detail.requestConfig);
  else say(status === 429 ? dataset.wait : dataset.failed);
});
whenSignedIn(() => {
  if (waiting) again(waiting);
});

document.addEventListener("htmx:beforeSwap", (event) => {
  const { xhr, requestConfig } = event.detail;
  const asked = new URL(requestConfig.path, location.href).pathname;
  const landed = xhr.responseURL ? new URL(xhr.responseURL).pathname : asked;
  // A whole page after a redirect is no fragment: go there.
  if (asked !== landed && /^\s*<!doctype html/i.test(xhr.responseText)) {
    event.detail.shouldSwap = false;
    location.assign(xhr.responseURL);
  }
});
