/* Forms: the error summary takes the focus, its links reach the field, a second press waits. */

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

export function start(content) {
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
