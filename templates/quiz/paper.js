// A paper: which questions, in which order, with which order of options. Its name and choices say it all,
// and they stand in the page's address, so that whoever gets the address gets the same paper.

const kinds = [...new Set(deck.items.map((item) => item.kind))];

/** The paper that the page's address names; without one, all kinds and a fresh name. */
function paperOfAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const chosen = (given.get("kinds") ?? "").split(",").filter((kind) => kinds.includes(kind));
  const size = Number.parseInt(given.get("count") ?? "", 10);
  return {
    name: given.get("paper") || freshName(),
    given: given.has("paper"),
    kinds: chosen.length ? chosen : kinds,
    size: size > 0 ? size : null,
  };
}

/** Puts the paper into the page's address. */
function addressPaper(paper) {
  const parts = new URLSearchParams({ paper: paper.name });
  if (paper.kinds.length < kinds.length) parts.set("kinds", paper.kinds.join(","));
  if (paper.size) parts.set("count", paper.size);
  history.replaceState(null, "", `#${parts}`);
}

/** The questions of a paper, in its order. */
function questionsOf(paper) {
  const pool = deck.items.filter((item) => paper.kinds.includes(item.kind));
  const all = shuffled(pool, paper.name, (item) => item.id);
  return paper.size ? all.slice(0, paper.size) : all;
}

/** The options of a question, in the order that the paper gives them. */
function optionsOf(item, name) {
  return shuffled([item.key, ...item.distractors], `${name}\n${item.id}`, (option) => option);
}

/** The values in an order that follows from the seed and their names alone. */
function shuffled(values, seed, nameOf) {
  return values
    .map((value) => ({ value, rank: scatter(`${seed}\n${nameOf(value)}`) }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ value }) => value);
}

/** A number from 0 to 2³² − 1 in which every character of the text has stirred every bit. */
function scatter(text) {
  let bits = 0x9e3779b9;
  for (let at = 0; at < text.length; at++) {
    bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193);
    bits ^= bits >>> 15;
  }
  for (const factor of [0x2c1b3c6d, 0x297a2d39]) bits = Math.imul(bits ^ (bits >>> 16), factor);
  return (bits ^ (bits >>> 15)) >>> 0;
}

function freshName() {
  const letters = "abcdefghjkmnpqrstuvwxyz23456789"; // none that is easily mistaken for another
  return Array.from(crypto.getRandomValues(new Uint8Array(5)), (byte) => letters[byte % letters.length]).join("");
}
