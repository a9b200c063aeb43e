/* Drafts: what is typed is kept on the server within three seconds, and put back on return.
   A form asks for it with data-draft-url (an address without personal data) and shows the
   state where components/draft.html stands. */

import { send, sendLast } from "./server.js";

const WAIT = 3_000;
const RETRY = 5_000;
const NEVER = "input[type=password], input[type=file], input[type=submit], [data-no-draft]";
const OWN_FIELDS = new Set(["csrfmiddlewaretoken", "draft"]);
const FAILED = "Nog niet bewaard. We proberen het opnieuw.";

function controls(form) {
  return [...form.elements].filter(
    (control) => control.name && !OWN_FIELDS.has(control.name) && !control.matches(NEVER),
  );
}

function isChoice(control) {
  return control.type === "checkbox" || control.type === "radio";
}

function typed(form) {
  const fields = new FormData();
  const all = new FormData(form);
  for (const name of new Set(controls(form).map((control) => control.name))) {
    for (const value of all.getAll(name)) fields.append(name, value);
  }
  return fields;
}

function isUntouched(control) {
  if (isChoice(control)) return control.checked === control.defaultChecked;
  if (control.options) {
    const given = [...control.options].filter((option) => option.defaultSelected);
    return given.length === 0 || given.every((option) => option.selected);
  }
  return control.value === control.defaultValue;
}

/* Gives one control its kept value; says whether that changed anything. */
function putBack(control, values) {
  if (control.type === "hidden" || !isUntouched(control)) return false;
  if (isChoice(control)) {
    const before = control.checked;
    control.checked = values.includes(control.value);
    return control.checked !== before;
  }
  const before = control.value;
  if (values.length) control.value = values[0];
  return control.value !== before;
}

class Draft {
  constructor(form) {
    this.form = form;
    this.url = form.dataset.draftUrl;
    this.place = form.querySelector("[data-draft-status]");
    this.timer = 0;
    this.unsaved = false;
    this.failed = false;
    this.done = false;
    this.flight = new AbortController();
  }

  watch() {
    this.form.addEventListener("input", () => this.touch());
    this.form.addEventListener("submit", () => this.finish());
    document.addEventListener("kw:unlocked", () => this.unsaved && this.save());
    document.addEventListener("visibilitychange", () => this.leave());
    addEventListener("pagehide", () => this.leave());
    addEventListener("beforeunload", (event) => {
      if (this.failed && this.unsaved && !this.done) event.preventDefault();
    });
  }

  touch() {
    if (this.done) return;
    this.unsaved = true;
    this.timer ||= setTimeout(() => this.save(), WAIT);
  }

  async save() {
    this.timer = 0;
    this.unsaved = false;
    try {
      const body = typed(this.form);
      const answer = await send(this.url, { body, signal: this.flight.signal });
      if (!answer.ok || answer.redirected) throw new Error("not kept");
      this.failed = false;
      this.say("data-draft-saved", `Bewaard om ${(await answer.json()).saved_at}`);
    } catch {
      this.again();
    }
  }

  again() {
    if (this.done) return;
    this.failed = true;
    this.unsaved = true;
    this.say("data-draft-failed", FAILED);
    this.timer ||= setTimeout(() => this.save(), RETRY);
  }

  /* The form is on its way: a late draft would come back as a ghost. */
  finish() {
    this.done = true;
    clearTimeout(this.timer);
    this.flight.abort();
  }

  leave() {
    if (this.done || !this.unsaved || document.visibilityState !== "hidden") return;
    sendLast(this.url, typed(this.form));
  }

  say(sort, words) {
    const template = this.form.querySelector(`template[${sort}]`);
    if (!this.place || !template) return;
    const content = template.content.cloneNode(true);
    content.querySelector("span").textContent = words;
    this.place.replaceChildren(content);
  }

  async restore() {
    if (this.form.querySelector("[data-errors]")) return; // what stands here is newer
    const answer = await send(this.url, { method: "GET" }).catch(() => null);
    if (!answer?.ok || answer.status === 204 || answer.redirected) return;
    const { fields, saved_at: savedAt } = await answer.json();
    const changed = controls(this.form).filter(
      (control) => (fields[control.name] || isChoice(control)) && putBack(control, fields[control.name] ?? []),
    );
    if (changed.length) this.tell(savedAt);
  }

  tell(savedAt) {
    const template = this.form.querySelector("template[data-draft-restored]");
    if (!template) return;
    const notice = template.content.cloneNode(true).firstElementChild;
    notice.querySelector("[data-time]").textContent = savedAt;
    notice.querySelector("button").addEventListener("click", () => this.throwAway(notice));
    this.form.prepend(notice);
  }

  async throwAway(notice) {
    await send(this.url, { method: "DELETE" }).catch(() => null);
    clearTimeout(this.timer);
    this.timer = 0;
    this.unsaved = false;
    this.form.reset();
    notice.remove();
    this.place?.replaceChildren();
  }
}

export function start(content) {
  for (const form of content.querySelectorAll("form[data-draft-url]")) {
    const draft = new Draft(form);
    draft.watch();
    draft.restore();
  }
}
