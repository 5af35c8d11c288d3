// Sends one text and says what came of it; never throws.
import { ask } from "./standing.js";

const PATIENCE = 20000;
// What may still arrive when its page is gone: 64 KiB in all, by the rule of browsers.
const AFTERWARDS = 60000;
// Refused for good, whatever is tried.
const FINAL = { 404: "gone", 405: "gone", 410: "gone", 403: "gone", 413: "too-long" };
let flying = 0;

const post = async ({ saveUrl, author }, text) => {
  const body = new URLSearchParams({ ...text, author });
  const { length } = body.toString();
  const keepalive = flying + length < AFTERWARDS;
  flying += keepalive ? length : 0;
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = { "X-CSRFToken": token, Accept: "application/json" };
  const options = { method: "POST", redirect: "manual", signal: AbortSignal.timeout(PATIENCE) };
  return fetch(saveUrl, { ...options, headers, body, keepalive }).finally(() => {
    flying -= keepalive ? length : 0;
  });
};

// `where`: saveUrl and author. Answers what the server did, or { problem, seconds?, final? }.
export const send = async (where, text, tried = false) => {
  try {
    const response = await post(where, text);
    const { status } = response;
    if (response.type === "opaqueredirect") return { problem: "portal" };
    if (status === 401) return { problem: "signed-out" };
    if (status === 423) return { problem: "closed" };
    if (status === 409) return { problem: "somebody-else" };
    if (status === 429) return { problem: "wait", seconds: Number(response.headers.get("Retry-After")) };
    if (response.ok) {
      const answer = await response.json();
      return /^[0-9a-f]{64}$/.test(answer?.digest) ? answer : { problem: "portal" };
    }
    if (status >= 500 || status === 408) return { problem: "failed" };
    // Refused, if it is we who say so, and not for want of a sign-in or a token.
    const problem = await ask();
    if (problem) return { problem };
    if (status === 403 && !tried) return await send(where, text, true);
    return { problem: FINAL[status] ?? "refused", final: true, erased: status === 410 };
  } catch (error) {
    return { problem: error instanceof SyntaxError ? "portal" : "offline" };
  }
};
