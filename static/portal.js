// Nothing here is needed: every page works without a script.
window.DS.initAll();

// A form that came back with errors: the reader starts at what is wrong.
const summary = document.getElementById("error-summary");
if (summary) summary.focus();
