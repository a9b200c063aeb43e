/* The week: arrows and Enter walk through the cells, totals follow, a changed cell can go back.
   The table is table[data-week]; a cell's input holds what was proposed in data-proposed.
   Totals stand in [data-row-total], [data-day-total] and [data-week-total]; what changed is
   listed in [data-week-changes] under the table. */

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

function numberOf(text) {
  const value = Number(text.trim().replace(",", "."));
  return Number.isFinite(value) ? value : 0;
}

function written(value) {
  return value ? String(Math.round(value * 100) / 100).replace(".", ",") : "";
}

function proposed(input) {
  return input.dataset.proposed ?? input.defaultValue;
}

function isChanged(input) {
  return numberOf(input.value) !== numberOf(proposed(input));
}

function rowsOf(table) {
  return [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("input")]);
}

/* Left and right move through the text first, and leave the cell at its edge. */
function staysInside(event) {
  const { selectionStart: from, selectionEnd: to, value } = event.target;
  if (event.key === "ArrowLeft") return from > 0 || to > 0;
  if (event.key === "ArrowRight") return to < value.length;
  return false;
}

function walk(event, table) {
  const step = STEPS[event.key];
  if (!step || event.ctrlKey || event.altKey || staysInside(event)) return;
  const rows = rowsOf(table);
  const row = rows.findIndex((cells) => cells.includes(event.target));
  const next = rows[row + step[0]]?.[rows[row].indexOf(event.target) + step[1]];
  event.preventDefault();
  next?.focus();
  next?.select();
}

function addUp(table) {
  const rows = rowsOf(table);
  const sums = rows.map((cells) => cells.reduce((sum, cell) => sum + numberOf(cell.value), 0));
  table.querySelectorAll("[data-row-total]").forEach((cell, row) => {
    cell.textContent = written(sums[row]);
  });
  table.querySelectorAll("[data-day-total]").forEach((cell, day) => {
    cell.textContent = written(rows.reduce((sum, cells) => sum + numberOf(cells[day]?.value ?? ""), 0));
  });
  const total = table.querySelector("[data-week-total]");
  const whole = sums.reduce((sum, row) => sum + row, 0);
  if (total) total.textContent = written(whole);
  // The fixed part is so many per cent of it, in whole minutes.
  table.querySelectorAll("[data-share]").forEach((cell) => {
    cell.textContent = written(Math.round((whole * 60 * Number(cell.dataset.share)) / 100) / 60);
  });
}

function changeLine(input, refresh) {
  const line = document.createElement("li");
  const button = document.createElement("button");
  const before = written(numberOf(proposed(input))) || "0";
  const after = written(numberOf(input.value)) || "0";
  line.append(`${input.getAttribute("aria-label")}: van ${before} naar ${after} uur. `, button);
  button.type = "button";
  button.className = "kw-textlink";
  button.textContent = "Zet terug";
  button.addEventListener("click", () => {
    input.value = proposed(input);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
    refresh();
  });
  return line;
}

function show(table) {
  addUp(table);
  const inputs = rowsOf(table).flat();
  for (const input of inputs) input.closest("td").classList.toggle("is-new", isChanged(input));
  const place = document.querySelector("[data-week-changes]");
  const lines = inputs.filter(isChanged).map((input) => changeLine(input, () => show(table)));
  place?.replaceChildren(...lines);
  place?.closest("[data-week-notice]")?.toggleAttribute("hidden", lines.length === 0);
}

export function start(content) {
  for (const table of content.querySelectorAll("table[data-week]")) {
    table.addEventListener("keydown", (event) => event.target.matches("input") && walk(event, table));
    table.addEventListener("input", () => show(table));
    show(table);
  }
}
