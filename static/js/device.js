// The place on this device where one text waits until the server has it.
import { newId } from "./autosave-marks.js";
import { keys, seal } from "./device-seal.js";
import { put, remove } from "./device-store.js";

const [PAUSE, PATIENCE] = [250, 1000];
const { device } = document.body.dataset;

export const able = Boolean(device && window.isSecureContext && window.indexedDB && navigator.locks);
export const lockOf = (id) => `waiting ${id}`;

export class Place {
  // `waiting` answers what waits now, or null.
  constructor(waiting) {
    Object.assign(this, { id: newId(), waiting, turn: Promise.resolve(), lies: false });
    this.used = able && device === "on";
    if (!this.used) return;
    keys().catch(() => {});
    // As long as this page lives nobody else sends what lies here.
    navigator.locks.request(lockOf(this.id), () => new Promise(() => {}));
  }
  soon() {
    if (this.used) this.timer ??= setTimeout(() => this.write(), PAUSE);
  }
  // One after another, each as things stand by then: nothing old lands last. Holds nobody up.
  write() {
    if (!this.used) return null;
    clearTimeout(this.timer);
    this.timer = null;
    this.turn = this.turn.then(() => this.bringInLine()).catch(() => {});
    return Promise.race([this.turn, new Promise((done) => setTimeout(done, PATIENCE))]);
  }
  async bringInLine() {
    const waiting = this.waiting();
    if (waiting) await put(await seal(this.id, waiting));
    else if (this.lies) await remove(this.id);
    this.lies = Boolean(waiting);
  }
}
