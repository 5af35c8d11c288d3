// Keeps one text: it waits as long as it differs from what the server is known to have.
import { arrived } from "./autosave-marks.js";
import { send } from "./autosave-send.js";
import { show } from "./autosave-state.js";
import { Text } from "./autosave-text.js";

const [PAUSE, LONGEST, SLOWEST] = [900, 5000, 20000];

export class Keeper extends Text {
  failures = 0;
  constructor(box) {
    super(box);
    if (this.basedOn) show(box, "saved");
    // Typed before this script was there, or put back by the browser.
    if (this.waiting) this.typed();
  }
  typed() {
    this.since ||= Date.now();
    this.place.soon();
    if (this.failures || this.hopeful !== this.waiting) return;
    show(this.box, this.waiting ? "saving" : "saved");
    this.later(Date.now() - this.since > LONGEST ? 0 : PAUSE);
  }
  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), wait);
  }
  // When leaving, the page may be gone after this: what is sent is sent at once.
  now({ leaving = false } = {}) {
    clearTimeout(this.timer);
    if (leaving) this.parting(this.running);
    this.running ??= (this.hopeful ? this.save(leaving) : Promise.resolve()).finally(() => (this.running = null));
    return this.running;
  }
  async save(leaving) {
    this.since = 0;
    // A failed attempt may have arrived all the same: it is repeated as it was, then the rest follows.
    this.attempt ??= this.next();
    const { title, body } = this.attempt;
    if (!leaving) await this.place.write();
    const answer = await send(this.box.dataset, this.attempt);
    if (answer.problem && !answer.final) return this.failed(answer.problem, answer.seconds);
    const text = JSON.stringify({ title, body });
    if (answer.final) return this.ended({ refused: text }, "unsaved", answer);
    if (!(await arrived(title, body, answer.digest))) return this.failed("failed");
    const known = { kept: text, refused: null, basedOn: answer.based_on };
    this.ended(known, text === this.text() ? "saved" : "saving", answer);
  }
  ended(known, state, answer) {
    Object.assign(this, { ...known, attempt: null, failures: 0 });
    show(this.box, state, answer);
    this.place.write();
    if (this.hopeful) this.later(PAUSE);
  }
  failed(problem, seconds = 2 ** this.failures) {
    this.failures++;
    show(this.box, "unsaved", { problem });
    this.later(Math.min(1000 * seconds, SLOWEST));
  }
}
