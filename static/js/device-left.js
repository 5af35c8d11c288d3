// What a page left on this device when it closed is sent as soon as its person is back.
import { arrived } from "./autosave-marks.js";
import { send } from "./autosave-send.js";
import { able, lockOf } from "./device.js";
import { unseal } from "./device-seal.js";
import { all, clear, remove } from "./device-store.js";

const { person, device } = document.body.dataset;

// The attempt first: it may have arrived all the same, and what follows builds upon it.
const deliver = async (id, { attempt, title, body, based_on, after, ...where }) => {
  const texts = [attempt, { title, body, after, client_id: id }].filter(Boolean);
  if (attempt?.title === title && attempt.body === body) texts.pop();
  let answer = { based_on };
  for (const text of texts) {
    answer = await send(where, { based_on: answer.based_on, ...text });
    if (answer.problem) return answer;
    if (!(await arrived(text.title, text.body, answer.digest))) return { problem: "failed" };
  }
  return answer;
};

const sent = (row) =>
  navigator.locks.request(lockOf(row.id), { ifAvailable: true }, async (lock) => {
    const text = lock && (await unseal(row));
    if (!text) return null;
    const answer = await deliver(row.id, text);
    // Its writer erased the text: nothing of it comes back, nor waits for ever.
    if (!answer.problem || answer.erased) await remove(row.id);
    if (answer.erased) return null;
    return { ...text, id: row.id, answer };
  });

const sendAll = async () => {
  if (!able) return [];
  const done = [];
  for (const row of await all()) {
    if (row.person === person) done.push(await sent(row));
  }
  if (device === "never") await clear();
  return done.filter(Boolean);
};

// Of each that was tried: its text, and what the server answered.
export const left = sendAll().catch(() => []);
