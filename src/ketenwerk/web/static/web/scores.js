/* Measuring: in [data-scores] the keys 1 to 5 choose a level and go on to the next domain, 0 leaves
   it open, the arrows up and down walk through the domains. Left and right are the browser's own. */

const OPEN = "0";

function radios(row) {
  return [...row.querySelectorAll("input[type=radio]")];
}

function enter(row) {
  const marks = radios(row);
  (marks.find((mark) => mark.checked) ?? marks[0])?.focus();
}

function choose(row, key) {
  const mark = radios(row).find((each) => each.value === (key === OPEN ? "" : key));
  if (!mark) return false;
  mark.checked = true;
  mark.dispatchEvent(new Event("input", { bubbles: true }));
  return true;
}

function press(event, rows) {
  const place = rows.findIndex((row) => row.contains(event.target));
  if (place < 0 || event.ctrlKey || event.altKey || event.metaKey) return;
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (!step && !choose(rows[place], event.key)) return;
  event.preventDefault();
  const next = rows[place + (step ?? 1)];
  if (next) enter(next);
  else if (!step) enter(rows[place]);
}

export function start(content) {
  for (const list of content.querySelectorAll("[data-scores]")) {
    const rows = [...list.querySelectorAll("[data-score]")];
    list.addEventListener("keydown", (event) => press(event, rows));
  }
}
