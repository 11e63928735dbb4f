// Nothing typed into the form of an update is lost: while the server does not have the words they
// are kept in this browser, and every so often they are saved as a draft, as “Save draft” does.
import { Copy, wordsOf } from "./words.js";

const SOON = 1000;
const WHILE_TYPING = 15000;
const TRY_AGAIN = 10000;
const LONG_ENOUGH = 5000;
const MOST_ON_LEAVING = 60000; // characters: browsers send no more from a page that is being left

const form = document.querySelector("form[data-keep]");
if (form) start();

function start() {
  const copy = new Copy(location.pathname, form);
  const line = document.getElementById("kept");
  let isQuiet = form.dataset.keep === "saved"; // not while a conflict waits for a decision
  let saved = isQuiet ? wordsOf(form, true) : "";
  let saving = null;
  let isLeaving = false;
  let timer = null;

  function say(text) {
    if (line.textContent !== text) line.textContent = text;
  }

  const isUnsaved = () => wordsOf(form) !== saved;

  function saveIn(wait) {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  }

  function save() {
    clearTimeout(timer);
    timer = null;
    if (saving || isLeaving || !isQuiet || !isUnsaved()) return saving;
    saving = send(wordsOf(form)).finally(() => {
      saving = null;
    });
    return saving;
  }

  async function send(sent) {
    const body = new URLSearchParams(new FormData(form));
    const keepalive = body.toString().length < MOST_ON_LEAVING;
    const headers = { Accept: "application/json" };
    const how = { method: "POST", body, headers, keepalive, redirect: "manual" };
    let answer;
    try {
      answer = await fetch(location.pathname, how);
    } catch {
      say("The portal cannot be reached. Your words are kept in this browser; trying again.");
      return saveIn(TRY_AGAIN);
    }
    return take(answer, sent);
  }

  async function take(answer, sent) {
    if (answer.status === 200) {
      const { version: next, says } = await answer.json();
      form.elements.version.value = next;
      saved = sent;
      if (isUnsaved()) {
        copy.hold();
        saveIn(WHILE_TYPING);
      } else copy.letGo();
      say(says);
    } else if (answer.status === 409) {
      isQuiet = false;
      say((await answer.json()).says);
    } else if (answer.status >= 500 || answer.status === 429) {
      say("The portal could not save just now. Your words are kept in this browser; trying again.");
      saveIn(TRY_AGAIN);
    } else {
      isQuiet = false;
      say(
        "You are not signed in any more. Your words are kept in this browser: " +
          "sign in in another tab, come back to this one, and choose “Save draft”."
      );
    }
  }

  line.classList.add("keeping");
  const older = copy.read();
  if (older && older.words !== wordsOf(form) && older.words !== saved) {
    copy.offer(older, () => saveIn(SOON));
  } else if (!isUnsaved()) copy.letGo();
  else copy.hold();

  form.addEventListener("input", () => {
    if (isUnsaved()) copy.hold();
    if (!timer) saveIn(WHILE_TYPING);
  });
  form.addEventListener("change", () => saveIn(SOON));
  addEventListener("online", save);
  document.addEventListener("visibilitychange", () => document.hidden && save());

  // A press of a button waits for a save that is under way, or the two would be in conflict.
  form.addEventListener("submit", async (event) => {
    const wasLeaving = isLeaving;
    isLeaving = true;
    if (!saving || wasLeaving) return;
    event.preventDefault();
    await Promise.race([saving, new Promise((done) => setTimeout(done, LONG_ENOUGH))]);
    form.requestSubmit(event.submitter);
  });

  // Signing out clears the browser: what is not saved is saved first.
  let isWarned = false;
  document.addEventListener(
    "submit",
    async (event) => {
      if (!event.target.matches("[action$='/accounts/logout/']") || !isUnsaved() || isWarned) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      await save();
      isWarned = true;
      if (!isUnsaved()) event.target.requestSubmit();
      else say("What you wrote is not saved. “Sign out” once more throws it away.");
    },
    true
  );
  addEventListener("storage", (event) => {
    if (event.key !== "signed out") return;
    isQuiet = false;
    say("You have signed out in another tab. What you write here is not saved.");
  });
  // Back by the browser's button: the page is fetched anew, and nobody reads it who may not.
  addEventListener("pageshow", (event) => {
    isLeaving = false;
    if (event.persisted && !isUnsaved()) location.reload();
  });
}
