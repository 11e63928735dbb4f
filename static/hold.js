// What someone signed in types into a long form is held in this browser until the portal has it:
// a network that is away, or a window that closes, loses nothing. Updates have keep.js, which saves.
import { Copy, wordsOf } from "./words.js";

// The page that follows a form says whether the portal took what was sent.
function isTaken(path) {
  if (document.querySelector("#error-summary")) return false;
  if (document.querySelector(".ds_confirmation-message.success")) return true;
  return path !== location.pathname && !document.querySelector(".ds_confirmation-message");
}

function start() {
  const from = document.referrer && new URL(document.referrer);
  if (from && from.origin === location.origin) {
    const copy = new Copy(from.pathname);
    if (copy.read()?.isSent && isTaken(from.pathname)) copy.letGo();
  }
  const form = [...document.querySelectorAll("main form[method=post]")].find(
    (form) => form.querySelector("textarea") && !form.querySelector("[type=file]")
  );
  if (!form || "keep" in form.dataset) return;
  const action = new URL(form.getAttribute("action") || "", location.href);
  if (action.pathname === location.pathname) hold(form);
}

function hold(form) {
  const copy = new Copy(location.pathname, form);
  const older = copy.read();
  const shown = wordsOf(form, true);
  if (older?.isSent) copy.write({ ...older, isSent: false }); // in vain
  if (older && older.words !== shown) copy.offer(older);

  const noteChange = () => (wordsOf(form) === shown ? copy.letGo() : copy.hold());
  form.addEventListener("input", noteChange);
  form.addEventListener("change", noteChange);
  form.addEventListener("submit", () => copy.hold(true));
}

if (document.body.dataset.person) start();
