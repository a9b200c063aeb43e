/* Forms: the error summary takes the focus, its links reach the field, a second press waits, long work goes on. */

// Long enough to read how far it is and to press the link that stops it.
const NEXT_PART = 1_500;
const BUSY = "Bezig met opslaan…";

function reach(event) {
  const target = document.getElementById(event.target.hash.slice(1));
  const control = target?.matches("fieldset") ? target.querySelector("input, select") : target;
  if (!control) return;
  event.preventDefault();
  control.focus();
  target.scrollIntoView({ block: "center" });
}

function setBusy(button) {
  button.setAttribute("aria-disabled", "true");
  if (!button.matches(".nl-button--primary")) return;
  button.dataset.words = button.innerHTML;
  button.textContent = button.dataset.busy ?? BUSY;
}

function setReady(button) {
  button.removeAttribute("aria-disabled");
  if (button.dataset.words === undefined) return;
  button.innerHTML = button.dataset.words;
  delete button.dataset.words;
}

/* Runs last: a form that another script took over is not on its way. */
function guard(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "yes";
  if (event.submitter) setBusy(event.submitter);
}

function release() {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll("button[aria-disabled]")) setReady(button);
}

/* Leaving the page is the end of it: the timer goes with the page. */
function goOn(form) {
  form.querySelector("[data-goes-on-words]").hidden = false;
  setTimeout(() => form.requestSubmit(form.querySelector("button[type=submit]")), NEXT_PART);
}

export function start(content) {
  for (const form of content.querySelectorAll("form[data-goes-on]")) goOn(form);
  content.querySelector("[data-errors]")?.focus();
  for (const link of content.querySelectorAll("[data-errors] a")) {
    link.addEventListener("click", reach);
  }
}

addEventListener("submit", guard);
addEventListener("pageshow", release);
document.addEventListener("htmx:afterRequest", release);

// allauth's own scripts tell here that a passkey did not work.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const notice = document.querySelector("[data-passkey-failed]");
  if (notice) notice.hidden = false;
});
