/* A toast leaves after ten seconds, but not while someone points at it or stands in it. */

const STAY = 10_000;

function leaveLater(toast) {
  let timer = setTimeout(() => toast.remove(), STAY);
  const hold = () => clearTimeout(timer);
  const go = () => {
    clearTimeout(timer);
    timer = setTimeout(() => toast.remove(), STAY);
  };
  toast.addEventListener("pointerenter", hold);
  toast.addEventListener("focusin", hold);
  toast.addEventListener("pointerleave", go);
  toast.addEventListener("focusout", go);
}

export function start(content) {
  for (const toast of content.querySelectorAll("[data-toast]")) {
    const button = toast.querySelector("[data-close]");
    button.hidden = false;
    button.addEventListener("click", () => toast.remove());
    leaveLater(toast);
  }
}
