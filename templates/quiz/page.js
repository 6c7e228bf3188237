// Making and showing elements. Text goes in as text: nothing here parses markup.

const quiz = document.getElementById("quiz");
const said = document.getElementById("said");

/** An element with attributes and children; a function among the attributes listens (onclick, …). */
function make(tag, attributes, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for a drawing. */
function draw(tag, attributes, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function filled(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat(2).filter((child) => child !== null));
  return element;
}

/** An element whose text comes from the deck: in its language, in its own direction. */
function quoted(tag, attributes, ...children) {
  return make(tag, { dir: "auto", lang: deckList.lang, ...attributes }, ...children);
}

/** A button that says a word of the interface. */
function button(word, act, kind = null) {
  return make("button", { type: "button", class: kind, onclick: act }, say(word));
}

/** Words that only a screen reader needs. */
function unseen(text) {
  return make("span", { class: "unseen", lang: page.language }, text);
}

/** Shows a screen in place of the last and puts the reading position at its heading. */
function show(name, heading, ...children) {
  const isFirst = !document.body.dataset.screen;
  document.body.dataset.screen = name;
  said.textContent = "";
  quiz.replaceChildren(...children.filter((child) => child !== null));
  keysOfScreen = {};
  heading.tabIndex = -1;
  if (isFirst) return; // a page that has just been opened is read from its top
  heading.focus({ preventScroll: true });
  window.scrollTo(0, 0);
}

/** Tells a screen reader what has just happened. */
function announce(text) {
  said.textContent = text;
}
