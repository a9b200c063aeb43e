/* Keys: Alt+N notes, Ctrl+K searches, Ctrl+Enter saves, Esc closes what lies on top.
   A link with data-key is followed by that key alone, not while somebody types. */

function isLocked() {
  return Boolean(document.querySelector("#slot[open]"));
}

function note() {
  const opener = document.querySelector("[data-note-open]");
  if (opener) opener.click();
  else if (document.body.dataset.noteUrl) location.assign(document.body.dataset.noteUrl);
}

function search() {
  const field = document.querySelector("[data-search]");
  if (field) field.focus();
  else if (document.body.dataset.searchUrl) location.assign(document.body.dataset.searchUrl);
}

function closeTop() {
  const menu = document.querySelector("details:is([data-menu], [data-more])[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
    return;
  }
  document.querySelector("[data-panel] [data-close]")?.click();
}

function isTyping(target) {
  return target.closest?.("input, textarea, select, [contenteditable]");
}

function follow(event) {
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const link = isTyping(event.target) ? null : document.querySelector(`main [data-key="${CSS.escape(key)}"]`);
  if (!link) return;
  event.preventDefault();
  link.click();
}

function press(event) {
  if (isLocked() || event.isComposing) return;
  const command = event.ctrlKey || event.metaKey;
  if (event.altKey && !command && event.code === "KeyN") {
    event.preventDefault();
    note();
  } else if (command && !event.altKey && event.code === "KeyK") {
    event.preventDefault();
    search();
  } else if (command && event.key === "Enter") {
    document.activeElement?.form?.requestSubmit();
  } else if (event.key === "Escape") {
    closeTop();
  } else if (!command && !event.altKey) {
    follow(event);
  }
}

function closeMenus(event) {
  for (const menu of document.querySelectorAll("details:is([data-menu], [data-more])[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
}

export function start() {
  document.addEventListener("keydown", press);
  document.addEventListener("click", closeMenus);
}
