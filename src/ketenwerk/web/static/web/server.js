/* How our scripts speak with the server: with the CSRF token, and with one ear for the lock. */

function csrfToken() {
  return document.body.dataset.csrf ?? "";
}

/* The token may change when someone unlocks; the forms on the page follow. */
export function replaceToken(token) {
  document.body.dataset.csrf = token;
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
    input.value = token;
  }
}

export async function send(url, { method = "POST", body = null, signal = null } = {}) {
  const headers = { Accept: "application/json", "X-CSRFToken": csrfToken() };
  const answer = await fetch(url, { method, body, signal, headers, credentials: "same-origin" });
  if (answer.status === 423) document.dispatchEvent(new Event("kw:locked"));
  return answer;
}

/* For the moment when the page goes away and cannot wait for an answer. */
export function sendLast(url, fields) {
  fields.set("csrfmiddlewaretoken", csrfToken());
  navigator.sendBeacon(url, fields);
}

document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-CSRFToken"] = csrfToken();
});

document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status === 423) document.dispatchEvent(new Event("kw:locked"));
});
