// A message of a script, where those of the server stand; the same one is said once.
const { dataset } = document.body;

export const say = (text, { kind = "error", link } = {}) => {
  const box = document.getElementById("messages");
  if (!box || box.querySelector("p")?.textContent === text) return;
  const message = document.createElement("div");
  message.className = `message message--${kind}`;
  message.dataset.dismissable = "";
  const words = document.createElement("p");
  words.textContent = text;
  if (link) words.append(" ", Object.assign(document.createElement("a"), link));
  const button = document.createElement("button");
  button.type = "button";
  button.dataset.dismiss = "";
  button.setAttribute("aria-label", dataset.dismissLabel);
  button.textContent = "×";
  message.append(words, button);
  box.replaceChildren(message);
};
