/* Someone looks over your shoulder: one button or Alt+B blurs all names on this page. */

function toggle(button) {
  const hide = document.documentElement.dataset.names !== "off";
  document.documentElement.dataset.names = hide ? "off" : "on";
  button.setAttribute("aria-pressed", String(hide));
}

export function start() {
  const button = document.querySelector("[data-hide-names]");
  if (!button || !document.querySelector(".kw-name")) return;
  button.hidden = false;
  button.addEventListener("click", () => toggle(button));
  document.addEventListener("keydown", (event) => {
    if (!event.altKey || event.ctrlKey || event.code !== "KeyB") return;
    event.preventDefault();
    toggle(button);
  });
}
