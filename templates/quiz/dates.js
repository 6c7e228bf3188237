// Dates: the days that an item's date in EDTF can mean, and the dates that a typed text can mean.

const MONTHS = "january february march april may june july august september october november december".split(" ");
const GERMAN = { mär: "march", märz: "march", mai: "may", okt: "october", dez: "december" }; // not begun like the English
// The parts of a year that EDTF numbers, as first month and last: northern seasons have room at both ends, up to a day.
const PARTS = {
  "": [1, 12], 21: [3, 6, 22], 22: [6, 9, 22], 23: [9, 12, 22], 24: [0, 15, 20],
  33: [1, 3], 34: [4, 6], 35: [7, 9], 36: [10, 12], 40: [1, 6], 41: [7, 12],
};

/** The days since 1970-01-01 that an EDTF string can mean, as { first, last }; null where it names none. */
function spanOf(edtf) {
  const ends = String(edtf).replace(/[{}[\]~]/g, "").split(/[/,]/).filter((end) => end !== "..").map(spanOfOne);
  return ends[0] ? { first: ends[0].first, last: Math.max(...ends.filter(Boolean).map((end) => end.last)) } : null;
}

function spanOfOne(edtf) {
  if (/^\d\d[\dX]X$/.test(edtf)) return stretch(edtf.replaceAll("X", 0), 1, edtf.endsWith("XX") ? 1200 : 120);
  const [, year, part = "", day = "XX"] = /^(-?\d{4})(?:-(\d\d)(?:-(\d\d|XX))?)?$/.exec(edtf) ?? [];
  if (day !== "XX") return isDay(year, part, day) ? stretch(year, part, part, day, day) : null;
  const months = PARTS[part] ?? (part > 0 && part < 13 ? [part, part] : null);
  return year && months && stretch(year, ...months);
}

/** The days from a day of a month to another's, or to its end; both months are counted from the year's start. */
function stretch(year, from, to, end = 0, start = 1) {
  return { first: dayNumber(year, from, start), last: dayNumber(year, end ? to : Number(to) + 1, end) };
}

function dayNumber(year, month, day) {
  return new Date(0).setUTCFullYear(year, month - 1, day) / 864e5;
}

function isDay(year, month, day) {
  return month > 0 && month < 13 && day > 0 && dayNumber(year, month, day) < dayNumber(year, Number(month) + 1, 1);
}

/**
 * Every date that a text can mean, as { year, month, day }: 0 where not said. A year before Christ is negative as people
 * count (384 BC is -384), so that no year is 0. A weekday is passed over.
 */
function readDates(text) {
  return text.length > 200 ? [] : datesIn(dateWords(text));
}

/** The words of a date in one way: small, without points, commas, ordinal endings, little words and “about”. */
function dateWords(text) {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/(\d)(?:(?:st|nd|rd|th)\b|\.(?= ?\p{L}| \d))|(\p{L})\./gu, "$1$2")
    .replace(/\b(?:märz?|mai|okt|dez)(?!\p{L})/gu, (month) => GERMAN[month])
    .replace(/(\d)(?=[a-z])|([a-z])(?=\d)/g, "$1$2 ")
    .replace(/\bb ?c(?: ?e)?\b/g, "bc")
    .replace(/[,'’~]|\b(?:the|of|on|in|at|year|a ?d|c ?e|c|ca|circa|about|around|approximately|roughly)\b/g, " ")
    .replace(/\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

function datesIn(words) {
  const numeric = /^(\d+) ?[-/. ] ?(\d+)(?: ?[-/. ] ?(\d+))?$/.exec(words);
  return (numeric ? numericDates(numeric.slice(1).filter(Boolean)) : writtenDates(words))
    .map((parts) => parts.map(Number))
    .map(([year, month = 0, day = 0]) => ({ year, month, day }))
    .filter(({ year, month, day }) => month < 13 && (!day || isDay((year < 0 ? year + 1 : year) || 2000, month, day)));
}

function numericDates(parts) {
  const sizes = parts.map((part) => part.length).join("");
  const [one, other, year] = parts;
  if (parts.some((part) => part < 1)) return [];
  if (/^4[12]{1,2}$/.test(sizes)) return [parts];
  if (/^[12]4$/.test(sizes)) return [[other, one]];
  if (!/^[12]{2}[24]$/.test(sizes)) return [];
  return fullYears(year).flatMap((full) => (one === other ? [[full, one, one]] : [[full, other, one], [full, one, other]]));
}

/** The years that digits can mean: two digits are of this century or the last. */
function fullYears(digits) {
  return digits.length === 2 ? [`19${digits}`, `20${digits}`] : [digits];
}

function writtenDates(words) {
  const before = /\bbc\b/.test(words);
  const tokens = words.split(" ").filter((token) => token !== "bc");
  const numbers = tokens.filter((token) => /^\d{1,4}$/.test(token));
  const names = tokens.filter((token) => !numbers.includes(token));
  const month = names.length ? monthNamed(names[0]) : 0;
  if (names.length > 1 || !month !== !names.length || numbers.length > (month ? 2 : 1)) return [];
  let at = numbers.findIndex((number) => number.length > 2 || number > 31);
  if (at < 0 && (numbers.length === 2 || before || !month)) at = numbers.length - 1;
  if (at < 0) return numbers[0] < 1 ? [] : [[0, month, ...numbers]];
  const days = numbers.filter((_, place) => place !== at);
  const years = before ? [-numbers[at]] : month ? fullYears(numbers[at]) : [numbers[at]];
  return days[0] < 1 || days[0] > 31 || years[0] == 0 ? [] : years.map((year) => [year, month, ...days]);
}

/** The number of a month by its name, the beginning of it, or its name with one slip; 0 for any other word. */
function monthNamed(word) {
  const begun = word.length > 2 ? MONTHS.filter((name) => name.startsWith(word)) : [];
  const near = begun.length || word.length < 4 ? begun : MONTHS.filter((name) => slips(word, name) === 1);
  return near.length === 1 ? MONTHS.indexOf(near[0]) + 1 : 0;
}

/** How many letters were left out, added, replaced or exchanged with their neighbours between two words. */
function slips(one, other) {
  let [older, old] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      row[j] = Math.min(old[j] + 1, row[j - 1] + 1, old[j - 1] + (one[i - 1] === other[j - 1] ? 0 : 1));
      if (i > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], older[j - 2] + 1);
    }
    [older, old] = [old, row];
  }
  return old[other.length];
}
