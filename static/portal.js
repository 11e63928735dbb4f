// Nothing here is needed: every page works without a script.

// Words that the server does not have yet are kept in the browser (keep.js): no longer than they
// are wanted, and never for the next person at the same computer.
const A_FEW_DAYS = 3 * 24 * 60 * 60 * 1000;
const person = document.body.dataset.person;

function clear(isNotWanted) {
  for (const key of Object.keys(localStorage)) {
    if (key.startsWith("words ") && isNotWanted(key)) localStorage.removeItem(key);
  }
}

function isOld(key) {
  const [, at] = /^\{"at":(\d+)/.exec(localStorage.getItem(key)) ?? [];
  return !(at > Date.now() - A_FEW_DAYS);
}

try {
  clear(isOld);
  if (person) clear((key) => !key.startsWith(`words ${person} `));
  for (const { dataset } of document.querySelectorAll("[data-kept]")) {
    clear((key) => key === `words ${person} ${dataset.kept}`);
  }
  document.addEventListener("submit", ({ target }) => {
    if (!target.matches("[action$='/accounts/logout/']")) return;
    clear(() => true);
    localStorage.setItem("signed out", ""); // other tabs hear of it
    localStorage.removeItem("signed out");
  });
} catch {
  // This browser keeps nothing at all.
}

window.DS.initAll();

// A form that came back: the reader starts at what is wrong, or does not fit.
const summary =
  document.getElementById("error-summary") ?? document.getElementById("before-submitting");
if (summary) summary.focus();
