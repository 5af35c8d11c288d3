// The marks of one save: its id, and the digest by which its arrival is known.
const hexOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

export const newId = () => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return hexOf(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
};

// Whether the server has what was sent; over plain http a browser has no way to tell.
export const arrived = async (title, body, digest) => {
  if (!crypto.subtle) return true;
  const bytes = new TextEncoder().encode(`${title}\0${body}`);
  return hexOf(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))) === digest;
};
