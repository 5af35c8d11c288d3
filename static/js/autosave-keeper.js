// Keeps one text: it waits as long as it differs from what the server is known to have.
import { arrived, newId, send } from "./autosave-send.js";
import { show, textOf } from "./autosave-state.js";

const [PAUSE, LONGEST, SLOWEST] = [900, 5000, 20000];

export class Keeper {
  constructor(box) {
    Object.assign(this, { box, basedOn: box.dataset.basedOn || "", failures: 0 });
    this.kept = this.text("defaultValue");
    if (this.basedOn) show(box, "saved");
    // Typed before this script was there, or put back by the browser.
    if (this.waiting) this.typed();
  }
  text(which = "value") {
    return textOf(this.box, which);
  }
  get waiting() {
    return Boolean(this.attempt) || this.text() !== this.kept;
  }
  // Whether sending could help: not the same text again that was refused for good.
  get hopeful() {
    return this.waiting && this.text() !== this.refused;
  }
  typed() {
    this.since ||= Date.now();
    if (this.failures || this.hopeful !== this.waiting) return;
    show(this.box, this.waiting ? "saving" : "saved");
    this.later(Date.now() - this.since > LONGEST ? 0 : PAUSE);
  }
  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), wait);
  }
  now() {
    clearTimeout(this.timer);
    this.running ??= (this.hopeful ? this.save() : Promise.resolve()).finally(() => (this.running = null));
    return this.running;
  }
  async flush() {
    await this.now();
    if (this.hopeful && !this.failures) await this.now();
    return this.hopeful;
  }
  async save() {
    this.since = 0;
    // A failed attempt may have arrived all the same: it is repeated as it was, then the rest follows.
    this.attempt ??= { ...JSON.parse(this.text()), client_id: newId(), based_on: this.basedOn };
    const { title, body } = this.attempt;
    const text = JSON.stringify({ title, body });
    const answer = await send(this.box.dataset, this.attempt);
    if (answer.final) {
      Object.assign(this, { attempt: null, refused: text, failures: 0 });
      show(this.box, "unsaved", answer);
      return this.hopeful && this.later(PAUSE);
    }
    if (answer.problem) return this.failed(answer.problem, answer.seconds);
    Object.assign(this, { attempt: null, basedOn: answer.based_on });
    if (!(await arrived(title, body, answer.digest))) return this.failed("failed");
    Object.assign(this, { kept: text, failures: 0 });
    show(this.box, this.waiting ? "saving" : "saved", answer);
    if (this.waiting) this.later(PAUSE);
  }
  failed(problem, seconds = 2 ** this.failures) {
    this.failures++;
    show(this.box, "unsaved", { problem });
    this.later(Math.min(1000 * seconds, SLOWEST));
  }
}
