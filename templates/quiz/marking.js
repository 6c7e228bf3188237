// Fair marking: what was typed counts by what it means, not by its letters. Needs dates.js.

const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ı: "i", "&": " and " };
const NUMBERS =
  "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen";
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety";
const VALUES = new Map([
  ...NUMBERS.split(" ").map((word, value) => [word, value]),
  ...TENS.split(" ").map((word, tens) => [word, tens * 10 + 20]),
  ...Object.entries({ half: 0.5, first: 1, second: 2, third: 3, fifth: 5, eighth: 8, ninth: 9, twelfth: 12 }),
]);
const SCALES = new Map(Object.entries({ dozen: 12, hundred: 100, k: 1e3, thousand: 1e3, million: 1e6, bn: 1e9, billion: 1e9 }));
const SIGNS = { "%": " percent ", $: " dollar ", "£": " pound ", "€": " euro ", "½": ".5" };
const SENSES = [
  ["<=", /not? more than|at most|up to|as many as|or (?:less|fewer)/],
  [">=", /not? (?:less|fewer) than|at least|or more|\+/],
  [">", /more than|over|above|>/],
  ["<", /(?:less|fewer) than|under|below|nearly|almost|</],
];
const FILLERS = /^(?:an?|and|of|about|around|some|approximately|roughly|circa|ca?|estimated|exactly|just|only|the)$/;
const MEASURES =
  /^(?:percent|dollar|pound|euro|second|minute|hour|day|week|month|year|kilometre|mile|metre|centimetre|millimetre|inch|foot|yard|kilogram|gram|ounce|ton)$/;
const SHORT = {
  sec: "second", min: "minute", hr: "hour", km: "kilometre", m: "metre", cm: "centimetre", mm: "millimetre", inche: "inch", ft: "foot", feet: "foot",
  kg: "kilogram", lb: "pound",
};
const TITLES =
  /^(?:(?:mrs?|ms|dr|prof|professor|sir|lord|lady|us|pres|president|prime|foreign|defen[cs]e|minister|chancellor|secretary|sen|senator|col|commander|general|king|queen|pope) )+/;
const PARTICLES = /^(?:van|von|der|den|de|del|della|di|da|dos|du|la|le|al|el|bin|ibn|jr|sr)$/;

const NORMAL = { letters: lettersOf, number: (form) => form.toLowerCase().replace(/\s+/g, " ") };

/** How a typed answer is marked: `right`; `spelled`, right but for a slip; `more`, not wrong but too little; `wrong`. */
function mark(item, typed) {
  const text = String(typed).trim();
  if (!/[\p{L}\p{N}]/u.test(text)) return "more";
  if (text.length > Math.max(200, 2 * item.key.length)) return "wrong";
  const sort = sortOf(item);
  const normal = NORMAL[sort] ?? plain;
  const equals = (form) => normal(form) === normal(text);
  if (equals(item.key)) return "right";
  if (item.distractors.some(equals)) return "wrong";
  if (item.accept.some(equals)) return "right";
  if (sort === "letters") return lettersOf(item.key).startsWith(lettersOf(text)) ? "more" : "wrong";
  return { date: markDate, number: markNumber, name: markWords, words: markWords }[sort](item, text);
}

/** The form of answer that an item asks for. */
function formOf(item) {
  const { kind, key } = item;
  const sort = sortOf(item);
  if (sort === "date") return dateForm(key);
  if (sort !== "words") return sort;
  if (isPlace(item)) return "place";
  if (kind === "who" || (kind !== "complete_quote" && /^(?:the )?\p{Lu}/u.test(key))) return "name";
  return /\s/.test(key) ? "words" : "word";
}

function isPlace({ kind, stem }) {
  return kind === "where" || /^which (?:place|country)/i.test(stem);
}

/** By which rules an item is marked. A gap may be of any sort; a bare number in it is a year from 1000 to 2099. */
function sortOf({ kind, key, stem, accept }) {
  const gap = kind === "cloze" || kind === "complete_quote";
  if (kind === "order") return "letters";
  if (kind === "when" || (gap && /^(?:1\d|20)\d\d$|\d.*[^\d.,]|[^\d.,].*\d/.test(key) && timesOf(key).length)) return "date";
  const amount = amountOf(key);
  if (amount && (kind === "how_many" || (gap && !amount.others))) return "number";
  const surname = accept.some((form) => /^\p{Lu}/u.test(form) && plain(key).endsWith(` ${plain(form)}`));
  const person = surname ? kind === "who" || gap : kind === "who" && !/\bwhich\b/i.test(stem);
  return kind === "who_said" || (person && !/^the | (?:of|for|and) /.test(key)) ? "name" : "words";
}

/** A text without case, accents, punctuation and a leading article or preposition. */
function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}|['’‘ʼ`´]/gu, "")
    .toLowerCase()
    .replace(/[ßæœøłđı&]/g, (letter) => LETTERS[letter])
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(/^(?:(?:in|at) )?(?:(?:the|an?) )?(?=.)/, "");
}

function best(marks) {
  return ["right", "spelled", "more"].find((one) => marks.includes(one)) ?? "wrong";
}

function lettersOf(order) {
  return order.toLowerCase().replace(/\b(?:then|and)\b|[^\p{L}\p{N}]/gu, "");
}

// Dates: a meaning is a list of one span of days, or of the first and the last.

function markDate(item, text) {
  const keys = timesOf(item.key);
  if (!keys.length && spanOf(item.date)) keys.push([spanOf(item.date)]);
  const against = (given, times) => best(given.flatMap((one) => times.map((other) => compareTimes(one, other))));
  const given = timesOf(text);
  const found = against(given, keys);
  const isAmbiguous = found === "right" && readDates(text).length > 1;
  if (isAmbiguous && item.distractors.some((other) => against(given, timesOf(other)) === "right")) return "more";
  if (found !== "wrong") return found;
  if (/^\d+$/.test(item.key) && item.kind !== "when") return markNumber(item, text);
  const lacking = item.key.match(/\d+ BC\b|\d{3,4}|BC\b/g) ?? []; // a year or an era may have been left out
  return lacking.some((rest) => against(timesOf(`${text} ${rest.replace(text, "")}`), keys) !== "wrong") ? "more" : "wrong";
}

function compareTimes(given, key) {
  const [one, whole] = [given, key].map((times) => ({ first: times[0].first, last: times.at(-1).last }));
  if (one.first === whole.first && one.last === whole.last) return "right";
  if (key.length + given.length === 4) {
    const marks = key.map((end, at) => compareTimes([given[at]], [end]));
    return ["wrong", "more"].find((mark) => marks.includes(mark)) ?? "right";
  }
  if (key.length === 2 && key.some((end) => compareTimes(given, [end]) === "right")) return "more";
  if (key.length === 1 && one.first >= whole.first && one.last <= whole.last) return "right";
  const isLonger = one.last - one.first > whole.last - whole.first;
  return isLonger && one.first <= whole.last && one.last >= whole.first ? "more" : "wrong";
}

/** Every meaning of a text as a date or as two. */
function timesOf(text) {
  const words = dateWords(text)
    .replace(/(\btwenty[ -])?\b([a-z]+)(?= century)/, (all, tens, one) => valueOf(one) + (tens ? 20 : 0) || all)
    .replace(/\bmid-/g, "mid ")
    .replace(/^([a-z]+) (\d+)( ?- ?| to | and )(\d+) (\d{3,4})$/, "$2$3$4 $1 $5");
  const single = spansIn(words).map((span) => [span]);
  const short = /^(\d\d)\d\d ?- ?\d\d$/.exec(words);
  const ends = /^(?:between |from )?(.+?) (?:to|until|and|or|-) (.+)$/.exec(words) ?? /^(.+?)-(.+)$/.exec(words);
  if ((single.length && !short) || !ends) return single;
  const rest = ends[2].split(" ").map((_, at, all) => [ends[1], ...all.slice(at + 1)].join(" "));
  const ending = (short?.[1] ?? "") + ends[2];
  const [[first], [last]] = [rest.flatMap(spansIn), spansIn(ending)];
  return first && last && first.first <= last.first ? [...single, [first, last]] : single;
}

function spansIn(words) {
  const part = /^(?:(early|start|beginning|(?:first|1) half)|(mid|middle)|late|end|(?:second|2) half)(?: part)? (.+)$/.exec(words);
  if (part) return spansIn(part[3]).map((span) => halfOf(span, part[1] ? 0 : part[2] ? 1 / 4 : 1 / 2));
  const [, number, unit, before] = /^(\d{1,4}) (s|century)( bc)?$/.exec(words) ?? [];
  if (unit === "s") return [stretch(before ? -8 - number : number, 1, 120)];
  if (unit) return [stretch(before ? 1 - number * 100 : number * 100 - 100, 1, 1200)];
  const [, season, year] = /^(spring|summer|autumn|fall|winter) (\d{3,4})$/.exec(words) ?? [];
  if (season === "winter") return [0, 12].map((later) => stretch(year, later, later + 3));
  if (season) return [stretch(year, ...PARTS[{ spring: 21, summer: 22 }[season] ?? 23])];
  return datesIn(words)
    .filter((date) => date.year)
    .map(({ year, month, day }) => stretch(year < 0 ? year + 1 : year, month || 1, month || 12, day, day || 1));
}

/** Half of a span, from a share of it on. */
function halfOf({ first, last }, share) {
  const length = last - first + 1;
  const from = first + Math.floor(length * share);
  return { first: from, last: Math.min(last, from + Math.ceil(length / 2) - 1) };
}

function dateForm(key) {
  const [date] = readDates(key);
  if (date) return date.day ? "day" : date.month ? "month" : "year";
  if (/^(?:the )?\d+s(?: BC)?$/.test(key)) return "decade";
  if (/^(?:the )?\d+.. century(?: BC)?$/.test(key)) return "century";
  return / (?:to|and) |–/.test(key) ? "range" : "date";
}

// Numbers

function markNumber({ key, accept, stem }, text) {
  const grouped = text.replace(/\b[1-9]\d{0,2}(?:\.\d{3})+\b/, (figures) => figures.replaceAll(".", "")); // “150.000” is both
  const given = [text, grouped].map(amountOf).filter(Boolean);
  const asked = stem.toLowerCase().split(/\W+/).map(measureOf);
  const keys = [key, ...accept].map(amountOf).filter(Boolean);
  return best(keys.flatMap((right) => given.map((one) => compareAmounts(one, right, asked))));
}

function compareAmounts(given, key, asked) {
  const known = key.measures.length ? key.measures : asked;
  if (given.measures.some((measure) => !known.includes(measure))) return "wrong";
  const isSame = (one, other) => Math.abs(one - other) <= 1e-9 * Math.abs(other);
  const [isLow, isHigh] = [isSame(given.low, key.low), isSame(given.high, key.high)];
  if (!isLow || !isHigh) {
    const isEnd = given.low === given.high && (isLow || isHigh);
    return isEnd || (key.low === key.high && given.low <= key.low && given.high >= key.high) ? "more" : "wrong";
  }
  if (!given.sense || given.sense[0] === key.sense[0]) return "right";
  return given.sense.length === 2 && !key.sense ? "more" : "wrong";
}

/** A number or a range, in figures or words, with its measures; null where there is none. */
function amountOf(text) {
  let words = text
    .replace(/([$£€][\d.,]+) ?m\b/gi, "$1 million")
    .replace(/[%$£€½]/g, (sign) => SIGNS[sign])
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(\d)[ ,'’](?=\d{3}(?!\d))/g, "$1")
    .replace(/(\d),(?=\d)/g, "$1.")
    .replace(/(\d)(?:st|nd|rd|th)\b/g, "$1")
    .replace(/^[-−](?=\d)/, "minus ")
    .replace(/(\d) ?[-–—] ?(?=\d)/g, "$1 to ")
    .replace(/per cent/g, "percent")
    .replace(/(\d)(?=[a-z])/g, "$1 ")
    .replace(/\.(?!\d)|[^\p{L}\p{N}.+<>]/gu, " ");
  const [sense, pattern] = SENSES.find((one) => one[1].test(words)) ?? [""];
  if (sense) words = words.replace(pattern, " ");
  const ends = /between (.+?) and (.+)/.exec(words) ?? /^(?:from )?(.+?) to (.+)$/.exec(words) ?? ["", words, words];
  const [one, other] = ends.slice(1).map(countIn);
  if (!one || !other) return null;
  const rest = [...one.rest, ...other.rest];
  const measures = rest.filter((word) => MEASURES.test(word));
  const low = one.scale === 1 ? one.value * other.scale : one.value; // “20 to 30 million”
  return { low, high: other.value, sense, measures, others: rest.length > measures.length };
}

function countIn(text) {
  let [total, part, scale] = [0, null, 1];
  const rest = [];
  for (const token of text.split(" ").filter(Boolean)) {
    const [times, value] = [SCALES.get(token), valueOf(token)];
    if (times) {
      scale *= times;
      part = (part ?? 1) * times;
      if (times > 100) [total, part] = [total + part, null];
    } else if (value >= 0) part += value;
    else if (/^(?:not|never|minus|or)$/.test(token)) return null;
    else if (!FILLERS.test(token)) rest.push(measureOf(token));
  }
  return part === null && !total ? null : { value: total + part, scale, rest };
}

/** The number that a word or figures say, also in an order (“twentieth”); NaN for other words. */
function valueOf(word) {
  if (/^\d*\.?\d+$/.test(word)) return Number(word);
  return VALUES.get(word) ?? VALUES.get(word.replace(/ieth$/, "y").replace(/th$/, "")) ?? NaN;
}

function measureOf(word) {
  const one = word.replace(/s$/, "").replace(/meter$/, "metre");
  return Object.hasOwn(SHORT, one) ? SHORT[one] : one;
}

// Names and other words: how many slips were typed, -1 where only a part was typed, NaN where it is something else.

function markWords(item, text) {
  const slipsFrom = sortOf(item) === "name" ? nameSlips : phraseSlips;
  const [typed] = isPlace(item) ? text.split(",") : [text]; // “Paris, France”
  const costs = [slipsFrom(item.key, typed, allowedIn), ...item.accept.map((form) => phraseSlips(form, typed, allowedIn))];
  const least = Math.min(...costs.filter((cost) => cost >= 0));
  if (least === Infinity) return costs.includes(-1) ? "more" : "wrong";
  const near = item.distractors.map((other) => slipsFrom(other, typed, () => least));
  if (near.some((cost) => cost >= 0 && cost <= least)) return least ? "wrong" : "more";
  return least ? "spelled" : "right";
}

function allowedIn(word) {
  return word.length < 5 ? 0 : word.length < 9 ? 1 : 2;
}

function wordSlips(word, given, allowed) {
  const most = /\d|^[ivx]+$/.test(word) ? 0 : allowed(word);
  const found = Math.abs(word.length - given.length) > most ? NaN : slips(word, given);
  return found <= most ? found : NaN;
}

function phraseSlips(phrase, text, allowed) {
  const [words, given] = [phrase, text].map((one) => plain(one).split(" "));
  if (words.join("") === given.join("")) return 0;
  if (words.length === given.length) return words.reduce((sum, word, at) => sum + wordSlips(word, given[at], allowed), 0);
  return given.some((word) => word.length > 3) && isWithin(given, words) ? -1 : NaN;
}

function isWithin(part, whole) {
  let at = 0;
  for (const word of whole) if (word === part[at]) at++;
  return at === part.length;
}

/** The last name is enough; other names may be missing or be initials, but those that stand there must agree. */
function nameSlips(name, text, allowed) {
  const [own, given] = [namesIn(name, /^\p{Lu}/u.test(name)), namesIn(text)];
  let sum = wordSlips(own.at(-1), given.at(-1), allowed);
  if (!(sum >= 0)) return isWithin(given, own.slice(0, -1)) ? -1 : NaN;
  own.pop();
  if (given.slice(0, -1).join("") === own.map((word) => word[0]).join("")) return sum; // “JF Kennedy”
  let at = 0;
  for (const word of given.slice(0, -1)) {
    const fits = own.slice(at).map((other) => (isInitial(word, other) ? 0 : wordSlips(other, word, allowed)));
    const place = fits.findIndex((fit) => fit >= 0);
    if (place < 0 && own.length > (at ? 1 : 0)) return NaN;
    if (place < 0) continue; // a further name that the key does not tell
    sum += fits[place];
    at += place + 1;
  }
  return sum;
}

function isInitial(one, other) {
  return one.startsWith(other) || other.startsWith(one); // “J” and “Ed” too
}

/** The names in a name, the last one last, without titles and particles; the first word may be no particle (“Al Gore”). */
function namesIn(name, isFirstKept) {
  const [family, first] = name.split(/,(?! ?[js]r\b)/i);
  const words = plain(first ? `${first} ${family}` : name).replace(TITLES, "").split(" ");
  const names = words.filter((word, at) => !PARTICLES.test(word) || (at === 0 && isFirstKept));
  return names.length ? names : words;
}
