// One text in its box: what stands there, what the server has of it, and what waits.
import { newId } from "./autosave-marks.js";
import { send } from "./autosave-send.js";
import { show } from "./autosave-state.js";
import { Place } from "./device.js";

const PARTS = ["title", "body"];

export class Text {
  constructor(box) {
    Object.assign(this, { box, basedOn: box.dataset.basedOn || "" });
    this.kept = this.text("defaultValue");
    this.place = new Place(() => (this.waiting ? this.left : null));
  }
  text(which = "value") {
    return JSON.stringify(Object.fromEntries(PARTS.map((part) => [part, this.part(part)?.[which] ?? ""])));
  }
  part(name) {
    return this.box.querySelector(`[data-part=${name}]`);
  }
  get waiting() {
    return Boolean(this.attempt) || this.text() !== this.kept;
  }
  // Whether sending could help: not the same text again that was refused for good.
  get hopeful() {
    return this.waiting && this.text() !== this.refused;
  }
  // What stands here now, to be sent: it says which save of this window went before it.
  next() {
    const before = { based_on: this.basedOn, after: this.last ?? "" };
    this.last = newId();
    return { ...JSON.parse(this.text()), ...before, client_id: this.last };
  }
  // Behind a save under way goes another one, once: nobody may be here to send it later.
  parting(running) {
    this.place.write();
    const { title, body } = this.attempt ?? {};
    const text = this.text();
    if (!running || !this.attempt || [this.parted, JSON.stringify({ title, body })].includes(text)) return;
    this.parted = text;
    send(this.box.dataset, this.next());
  }
  // What has to be known to send it from another page.
  get left() {
    const { saveUrl, author, address } = this.box.dataset;
    const where = { saveUrl, author, page: address || location.pathname };
    const before = { attempt: this.attempt, based_on: this.basedOn, after: this.last ?? "" };
    return { ...where, ...JSON.parse(this.text()), ...before };
  }
  // Sent just now, from where an earlier page had left it: it stands here, or beside.
  takes({ answer, ...sent }) {
    if (answer.problem) return;
    if (!answer.beside && !this.waiting) {
      for (const name of PARTS) if (this.part(name)) this.part(name).value = sent[name];
      this.part("body").dispatchEvent(new Event("taken"));
      Object.assign(this, { basedOn: answer.based_on, kept: this.text() });
    }
    show(this.box, this.waiting ? "saving" : "saved", answer);
  }
}
