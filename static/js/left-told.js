// Says what was sent of what lay on this device, and what can never be.
import { offer, tell } from "./bar.js";
import { left } from "./device-left.js";
import { remove } from "./device-store.js";
import { say } from "./message.js";

const { dataset } = document.body;

const report = (tried) => {
  for (const { page, answer } of tried.filter((one) => !one.answer.problem)) {
    const href = answer.beside ? answer.versions : page;
    const link = href === location.pathname ? undefined : { href, textContent: dataset.leftOpen };
    say(dataset.left, { kind: "success", link });
  }
  const refused = tried.filter(({ answer }) => answer.final);
  if (!refused.length) return;
  offer(() => refused.map(({ title, body }) => `${title}\n\n${body}`.trim()).join("\n\n"));
  tell("left", refused[0].answer.problem);
  // Whoever took it along needs it here no more.
  document.addEventListener("taken", () => refused.forEach(({ id }) => remove(id)));
};

left.then(report);
