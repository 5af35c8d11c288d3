// Asks whether the person of this page is still signed in; forms get the token that counts.
const { person, standingUrl } = document.body.dataset;
const PATIENCE = 10000;

const renew = (token) => {
  for (const field of document.getElementsByName("csrfmiddlewaretoken")) field.value = token;
};

// "" when all is well; otherwise what is the matter. Never throws.
export const ask = async () => {
  let response;
  try {
    const signal = AbortSignal.timeout(PATIENCE);
    const headers = { Accept: "application/json" };
    response = await fetch(standingUrl, { headers, signal, redirect: "manual", cache: "no-store" });
  } catch {
    return "offline";
  }
  if (response.status === 401) return "signed-out";
  if (response.status >= 500) return "failed";
  const answer = await response.json().catch(() => ({}));
  if (!answer.token) return "portal";
  // A page of nobody is asked again by the server whose words they are.
  if (!person) return "";
  if (String(answer.person) !== person) return "somebody-else";
  renew(answer.token);
  return "";
};

// After a sign-in in another window.
export const whenSignedIn = (act) => {
  new BroadcastChannel("signed-in").addEventListener("message", act);
  window.addEventListener("focus", act);
};
