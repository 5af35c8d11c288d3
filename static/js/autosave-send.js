// Sends one text and says what came of it; never throws.
const PATIENCE = 20000;

const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

// Whether the server has what was sent; over plain http a browser has no way to tell.
export const arrived = async (title, body, digest) => {
  if (!crypto.subtle) return Boolean(digest);
  const bytes = new TextEncoder().encode(`${title}\0${body}`);
  return hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))) === digest;
};

const token = (box) => box.closest("form").elements.csrfmiddlewaretoken;

// After signing in again, in another window, the page's token is an old one.
const renewed = async (box) => {
  const response = await fetch(box.dataset.tokenUrl, { redirect: "manual" });
  if (response.ok) token(box).value = (await response.json()).token;
  return response.ok;
};

const post = (box, text) =>
  fetch(box.dataset.saveUrl, {
    method: "POST",
    redirect: "manual",
    headers: { "X-CSRFToken": token(box).value, Accept: "application/json" },
    body: new URLSearchParams({ ...text, author: box.dataset.author }),
    signal: AbortSignal.timeout(PATIENCE),
  });

export const send = async (box, text) => {
  try {
    let response = await post(box, text);
    if (response.status === 403) {
      if (!(await renewed(box))) return { problem: "signed-out" };
      response = await post(box, text);
    }
    if (response.ok) return await response.json();
    if (response.status === 429) return { problem: "wait", seconds: Number(response.headers.get("Retry-After")) };
    if (response.type === "opaqueredirect") return { problem: "signed-out" };
    return { problem: response.status === 409 ? "somebody-else" : "failed" };
  } catch {
    return { problem: "offline" };
  }
};
