// A paper: what is asked, how, and in which order. Its name and choices say it all, and they stand in the page's
// address, so that whoever gets the address gets the same paper.

const MODES = ["practice", "quiz", "cards", "due", "timeline"];
const WAYS = ["choose", "type", "mixed"];
const MATCHED = { least: 3, most: 4 }; // quotations on one screen

/** The paper that the page's address names; what it leaves out is as usual. */
function paperOfAddress() {
  const given = new URLSearchParams(location.hash.slice(1));
  const number = (name) => (/^-?\d+$/.test(given.get(name) ?? "") ? Number(given.get(name)) : null);
  const listed = (name) => (given.get(name) ?? "").split(",");
  const oneOf = (name, known) => (known.includes(given.get(name)) ? given.get(name) : known[0]);
  const all = Array.from(sourceList, (_, at) => at);
  const some = (chosen, known) => (chosen.length ? chosen : known);
  return {
    name: given.get("paper") || freshName(),
    given: given.has("paper"),
    mode: oneOf("mode", MODES),
    way: oneOf("way", WAYS),
    kinds: some(kinds.filter((kind) => listed("kinds").includes(kind)), kinds),
    sources: some(all.filter((at) => listed("sources").includes(String(at + 1))), all),
    from: number("from"),
    to: number("to"),
    size: Math.max(number("count") ?? 0, 0) || null,
  };
}

/** The address that names a paper. */
function addressOf(paper) {
  const parts = new URLSearchParams({ paper: paper.name, mode: paper.mode });
  if (paper.way !== WAYS[0]) parts.set("way", paper.way);
  if (paper.kinds.length < kinds.length) parts.set("kinds", paper.kinds.join(","));
  if (paper.sources.length < sourceList.length) parts.set("sources", paper.sources.map((at) => at + 1).join(","));
  for (const end of ["from", "to"]) if (paper[end] !== null) parts.set(end, paper[end]);
  if (paper.size) parts.set("count", paper.size);
  return `#${parts}`;
}

/** The items that a paper is made from: of its kinds, its sources and its period. */
function poolOf(paper) {
  const [chosen, cited] = [new Set(paper.kinds), new Set(paper.sources)];
  const within = ({ span }) =>
    (paper.from === null && paper.to === null) ||
    (span && yearOf(span.last) >= (paper.from ?? -Infinity) && yearOf(span.first) <= (paper.to ?? Infinity));
  return items.filter((item) => chosen.has(item.kind) && item.sources.some((at) => cited.has(at)) && within(item));
}

/** The questions of a paper, in its order. */
function questionsOf(paper) {
  const pool = poolOf(paper);
  const all = paper.mode === "due" ? dueOf(pool) : shuffled(pool, paper.name, (item) => item.id);
  return paper.size ? all.slice(0, paper.size) : all;
}

/** The screens of a paper: [{ form, items }], one item each but where quotations and speakers are to be matched. */
function stepsOf(paper, questions) {
  const alone = (item) => ({ form: formFor(item, paper), items: [item] });
  const matched = paper.way === "mixed" && ["quiz", "practice"].includes(paper.mode) ? oneSpeakerEach(questions) : [];
  if (matched.length < MATCHED.least) return questions.map(alone);
  const first = questions.indexOf(matched[0]);
  const steps = questions.flatMap((item) => (matched.includes(item) ? [] : [alone(item)]));
  steps.splice(first, 0, { form: "match", items: matched });
  return steps;
}

function oneSpeakerEach(questions) {
  const bySpeaker = new Map();
  for (const item of questions) if (item.kind === "who_said" && !bySpeaker.has(item.key)) bySpeaker.set(item.key, item);
  return [...bySpeaker.values()].slice(0, MATCHED.most);
}

function formFor(item, { mode, way, name }) {
  if (mode === "cards" || mode === "due") return "card";
  if (partsOf(item)) return "order";
  const types = way === "type" || (way === "mixed" && scatter(`${name}\n${item.id}`) % 2);
  return types || !item.distractors.length ? "typed" : "choice";
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
