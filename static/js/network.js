// What htmx cannot do by itself: say what went wrong, and leave for the sign-in page as a whole.
const { dataset } = document.body;

const say = (text) => {
  const box = document.getElementById("messages");
  if (!box) return;
  const message = document.createElement("div");
  message.className = "message message--error";
  message.dataset.dismissable = "";
  const words = document.createElement("p");
  words.textContent = text;
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.dismiss = "";
  button.setAttribute("aria-label", dataset.dismissLabel);
  button.textContent = "×";
  message.append(words, button);
  box.replaceChildren(message);
};

document.addEventListener("htmx:sendError", () => say(dataset.offline));
document.addEventListener("htmx:timeout", () => say(dataset.offline));
document.addEventListener("htmx:responseError", (event) => {
  const { status } = event.detail.xhr;
  const known = { 401: dataset.forbidden, 403: dataset.forbidden, 429: dataset.wait };
  say(known[status] ?? dataset.failed);
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
