// What someone signed in types into a long form is held in this browser until the portal has it:
// a network that is away, or a window that closes, loses nothing. Updates have keep.js, which saves.
import { offer, putBack, wordsOf } from "./words.js";

const person = document.body.dataset.person;
const keyOf = (path) => `words ${person} ${path}`;

function read(path) {
  try {
    return JSON.parse(localStorage.getItem(keyOf(path)));
  } catch {
    return null; // this browser keeps nothing
  }
}

// The page that follows a form says whether the portal took what was sent.
function isTaken(path) {
  if (document.querySelector("#error-summary, .ds_confirmation-message:not(.success)")) return false;
  return path !== location.pathname || document.querySelector(".ds_confirmation-message.success");
}

function start() {
  const from = document.referrer && new URL(document.referrer);
  if (from && from.origin === location.origin && read(from.pathname)?.isSent) {
    if (isTaken(from.pathname)) localStorage.removeItem(keyOf(from.pathname));
  }
  const form = [...document.querySelectorAll("main form[method=post]")].find(
    (form) => form.querySelector("textarea") && !form.querySelector("[type=file]")
  );
  if (!form || "keep" in form.dataset) return;
  const action = new URL(form.getAttribute("action") || "", location.href);
  if (action.pathname === location.pathname) hold(form);
}

function hold(form) {
  const key = keyOf(location.pathname);
  const version = form.elements.version;
  const sent = wordsOf(form, true);
  let isHolding = true;

  function keep(isSent) {
    if (!isHolding) return;
    const copy = { at: Date.now(), version: version?.value, words: wordsOf(form), isSent };
    try {
      localStorage.setItem(key, JSON.stringify(copy));
    } catch {
      isHolding = false;
    }
  }

  const letGo = () => localStorage.removeItem(key);
  const copy = read(location.pathname);
  if (copy?.isSent) localStorage.setItem(key, JSON.stringify({ ...copy, isSent: false })); // in vain
  if (copy && copy.words !== sent) {
    isHolding = false; // until it is decided what becomes of the older words
    offer(form, copy.at, {
      accept() {
        isHolding = true;
        putBack(form, copy.words);
        if (version) version.value = copy.version; // others' edits since are not overwritten unseen
      },
      refuse() {
        isHolding = true;
        letGo();
      },
    });
  }

  const noteChange = () => (wordsOf(form) === sent ? isHolding && letGo() : keep(false));
  form.addEventListener("input", noteChange);
  form.addEventListener("change", noteChange);
  form.addEventListener("submit", () => keep(true));
  addEventListener("storage", ({ key }) => {
    if (key === "signed out") isHolding = false;
  });
}

if (person) start();
