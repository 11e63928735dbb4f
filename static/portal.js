// Nothing here is needed: every page works without a script.
window.DS.initAll();

// A form that came back: the reader starts at what is wrong, or does not fit.
const summary =
  document.getElementById("error-summary") ?? document.getElementById("before-submitting");
if (summary) summary.focus();
