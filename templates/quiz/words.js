// The deck and the words of the page, as the page carries them.

const deck = JSON.parse(document.getElementById("deck").textContent);
const plurals = new Intl.PluralRules(deck.language);

/** A word of the interface, with its {places} filled in. */
function say(name, places = {}) {
  return deck.words[name].replace(/\{(\w+)\}/g, (_, place) => places[place]);
}

/** A word of the interface in the plural form that n asks for. */
function count(name, n) {
  return say(`${name}_${plurals.select(n)}`, { n });
}
