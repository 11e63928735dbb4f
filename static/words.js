// What stands in a form as typed: read, held in this browser, offered again, and put back.
const NOT_WORDS = ["hidden", "password", "file", "submit", "button", "reset"];

const fieldsOf = (form) =>
  [...form.elements].filter((field) => field.name && !NOT_WORDS.includes(field.type));

// What is in the form, or what was in it when the server sent it: one text, to be compared.
export function wordsOf(form, asSent = false) {
  return JSON.stringify(
    fieldsOf(form).flatMap((field) => valuesOf(field, asSent).map((value) => [field.name, value]))
  );
}

function valuesOf(field, asSent) {
  if (field.options) {
    const options = [...field.options];
    const chosen = options.filter((option) => (asSent ? option.defaultSelected : option.selected));
    const isFirst = asSent && !chosen.length && !field.multiple && options.length;
    return (isFirst ? [options[0]] : chosen).map((option) => option.value);
  }
  if (["radio", "checkbox"].includes(field.type)) {
    return (asSent ? field.defaultChecked : field.checked) ? [field.value] : [];
  }
  const text = (asSent ? field.defaultValue : field.value).trim().replaceAll("\r\n", "\n");
  return text ? [text] : [];
}

function putBack(form, words) {
  const found = JSON.parse(words);
  const has = (name, value) => found.some((pair) => pair[0] === name && pair[1] === value);
  for (const field of fieldsOf(form)) {
    if (field.options) {
      for (const option of field.options) option.selected = has(field.name, option.value);
    } else if (["radio", "checkbox"].includes(field.type)) {
      field.checked = has(field.name, field.value);
    } else {
      field.value = found.find((pair) => pair[0] === field.name)?.[1] ?? "";
    }
  }
  for (const field of form.querySelectorAll("textarea")) {
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// A form's words in this browser: of one person, at one address.
export class Copy {
  isHolding = true; // whether this browser may hold one

  constructor(path, form) {
    this.key = `words ${document.body.dataset.person} ${path}`;
    this.form = form;
    this.version = form?.elements.version;
    addEventListener("storage", ({ key }) => {
      if (key === "signed out") this.isHolding = false;
    });
  }

  read() {
    try {
      return JSON.parse(localStorage.getItem(this.key));
    } catch {
      this.isHolding = false;
      return null;
    }
  }

  write(copy) {
    if (!this.isHolding) return;
    try {
      localStorage.setItem(this.key, JSON.stringify(copy));
    } catch {
      this.isHolding = false; // the browser keeps nothing
    }
  }

  hold(isSent = false) {
    const words = wordsOf(this.form);
    this.write({ at: Date.now(), version: this.version?.value, words, isSent });
  }

  letGo() {
    if (this.isHolding) localStorage.removeItem(this.key);
  }

  // Until it is decided what becomes of the older words, newer ones do not take their place.
  offer(older, afterwards = () => {}) {
    const decide = (what) => () => {
      this.isHolding = true;
      what();
    };
    this.isHolding = false;
    offer(this.form, older.at, {
      accept: decide(() => {
        // As old as it is: what others have saved since is not overwritten unseen.
        if (this.version) this.version.value = older.version;
        putBack(this.form, older.words);
        afterwards();
      }),
      refuse: decide(() => this.letGo()),
    });
  }
}

// Above the form: the older words can be put back or thrown away.
function offer(form, at, { accept, refuse }) {
  const then = new Date(at);
  const time = then.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const isToday = then.toDateString() === new Date().toDateString();
  const day = then.toLocaleDateString("en-GB", { day: "numeric", month: "long" });
  const when = isToday ? time : `${time} on ${day}`;
  const box = document.createElement("div");
  box.className = "warn";
  box.setAttribute("role", "group");
  box.setAttribute("aria-label", "Words that are not saved");
  const text = document.createElement("p");
  text.textContent = `This browser has words of yours from ${when} that are not saved.`;
  const group = document.createElement("div");
  group.className = "ds_button-group";
  group.append(
    button(`Put back what you wrote at ${when}`, "", () => decide(accept)),
    button("Throw them away", " ds_button--secondary", () => decide(refuse))
  );
  box.append(text, group);
  form.before(box);

  function decide(what) {
    box.remove();
    what();
    form.querySelector("textarea").focus();
  }
}

function button(label, css, press) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = `ds_button${css}`;
  made.textContent = label;
  made.addEventListener("click", press);
  return made;
}
