/* The scripts of the staff interface. Every page also works without them. */

import { start as startDrafts } from "./drafts.js";
import { start as startForms } from "./forms.js";
import { start as startKeys } from "./keys.js";
import { start as startLock } from "./lock.js";
import { start as startNames } from "./names.js";
import { start as startScores } from "./scores.js";
import { start as startToasts } from "./toasts.js";
import { start as startWeek } from "./week.js";

function startIn(content) {
  startForms(content);
  startDrafts(content);
  startToasts(content);
  startWeek(content);
  startScores(content);
}

startLock();
startKeys();
startNames();
startIn(document);
document.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) startIn(event.detail.elt);
});
