/* The scripts of the door: sign-in, errors, the lock page. */

import { start as startForms } from "./forms.js";

startForms(document);

for (const button of document.querySelectorAll("[data-back]")) {
  button.hidden = history.length < 2;
  button.addEventListener("click", () => history.back());
}
