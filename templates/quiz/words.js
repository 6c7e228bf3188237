// The settings and the words of the page, as the page carries them.

const page = JSON.parse(document.getElementById("page").textContent);
const plurals = new Intl.PluralRules(page.language);

/** A word of the interface, with its {places} filled in. */
function say(name, places = {}) {
  return page.words[name].replace(/\{(\w+)\}/g, (_, place) => places[place]);
}

/** A word of the interface in the plural form that n asks for. */
function count(name, n) {
  return say(`${name}_${plurals.select(n)}`, { n });
}

/** A day of the learner's calendar, in the interface's language. */
function dayOf(time) {
  return new Date(time).toLocaleDateString(page.locale, { day: "numeric", month: "short", year: "numeric" });
}
