// On every page: does anything lie on this device that was typed here and is not saved yet?
import { all } from "./device-store.js";

const { person, device } = document.body.dataset;

const look = async () => {
  const rows = await all();
  const theirs = rows.some((row) => row.person === person);
  if (theirs || (rows.length && device === "never")) await import("./left-told.js");
};

if (window.isSecureContext && window.indexedDB) look().catch(() => {});
