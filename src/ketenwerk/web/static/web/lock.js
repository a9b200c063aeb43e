/* The lock: after rest, after Esc twice, or by its button. The page stays as it is behind an
   opaque dialog, so what was typed is still there. All tabs lock and open together. */

import { replaceToken, send } from "./server.js";

const TWICE_WITHIN = 600; // milliseconds between two presses of Esc
const TELL_OTHERS_EVERY = 10_000;
const LOOK_EVERY = 5_000;
const WRONG = "Dit wachtwoord klopt niet. Probeer het nog eens.";
const GONE = "Je bent uitgelogd. Log opnieuw in; je concept is bewaard.";
const OFFLINE = "Er is geen verbinding. Je tekst staat er nog. Probeer het zo weer.";

const dialog = document.getElementById("slot");
const channel = new BroadcastChannel("kw-lock");
let locked = false;
let lastActive = Date.now();
let lastTold = 0;
let lastEscape = -Infinity;

function close() {
  if (locked) return;
  locked = true;
  dialog.showModal();
  document.dispatchEvent(new Event("kw:closed"));
}

function open() {
  if (!locked) return;
  locked = false;
  lastActive = Date.now();
  dialog.querySelector("form").reset();
  complain("");
  dialog.close();
  document.dispatchEvent(new Event("kw:unlocked"));
}

async function lock() {
  close();
  channel.postMessage("locked");
  try {
    await send(document.body.dataset.lockUrl);
  } catch {
    // Without a connection the screen is closed all the same; the server follows by its own clock.
  }
}

function complain(words) {
  const place = dialog.querySelector("#slot-fout");
  const field = dialog.querySelector("#slot-wachtwoord");
  place.textContent = words;
  place.hidden = !words;
  field.toggleAttribute("aria-invalid", Boolean(words));
  if (words) field.select();
}

async function wordsOf(answer) {
  if (answer.redirected || answer.status === 401) return GONE;
  const told = await answer.json().catch(() => ({}));
  return told.message ?? WRONG;
}

async function unlock(form) {
  try {
    const answer = await send(form.action, { body: new FormData(form) });
    if (!answer.ok || answer.redirected) return complain(await wordsOf(answer));
    const told = await answer.json().catch(() => ({}));
    if (told.csrf) replaceToken(told.csrf);
    open();
    channel.postMessage({ unlocked: told.csrf ?? "" });
  } catch {
    complain(OFFLINE);
  }
}

function active() {
  lastActive = Date.now();
  if (lastActive - lastTold < TELL_OTHERS_EVERY) return;
  lastTold = lastActive;
  channel.postMessage("active");
}

function hear(message) {
  if (message === "active") lastActive = Date.now();
  if (message === "locked") close();
  if (message.unlocked !== undefined) {
    if (message.unlocked) replaceToken(message.unlocked);
    open();
  }
}

function countEscapes(event) {
  if (event.key !== "Escape" || event.repeat || locked) return;
  const twice = event.timeStamp - lastEscape < TWICE_WITHIN;
  lastEscape = twice ? -Infinity : event.timeStamp;
  if (twice) lock();
}

export function start() {
  if (!dialog) return;
  const rest = Number(document.body.dataset.lockAfter) * 1000;
  for (const sign of ["pointerdown", "pointermove", "keydown", "wheel", "touchmove"]) {
    document.addEventListener(sign, active, { passive: true });
  }
  setInterval(() => Date.now() - lastActive > rest && !locked && lock(), LOOK_EVERY);

  document.addEventListener("keydown", countEscapes, { capture: true });
  document.addEventListener("kw:locked", close);
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("form[data-lock]")) return;
    event.preventDefault();
    lock();
  });
  channel.addEventListener("message", (event) => hear(event.data));

  // Esc must not open it; some browsers close a dialog on a second Esc all the same.
  dialog.addEventListener("cancel", (event) => event.preventDefault());
  dialog.addEventListener("close", () => locked && dialog.showModal());
  dialog.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    unlock(event.target);
  });

  // A page from the browser's memory may belong to someone who is gone.
  addEventListener("pageshow", (event) => event.persisted && location.reload());
}
