// The items of the deck, read from the list that stands in the page for everyone; texts are only ever read as text.

const deckList = document.getElementById("items");
const sourceList = document.getElementById("sources").children;
const items = Array.from(deckList.children, readItem);
const itemOf = new Map(items.map((item) => [item.id, item]));
const kinds = [...new Set(items.map((item) => item.kind))];

/** An item: { id, kind, date, precision, event, accept, sources, span, row } as the row says, and its texts. */
function readItem(row) {
  const data = JSON.parse(row.dataset.item);
  const text = (name) => row.querySelector(name)?.textContent ?? "";
  return {
    accept: [],
    event: "",
    distractors: [],
    date: null,
    precision: null,
    ...data,
    row,
    span: data.date ? spanOf(data.date) : null,
    get stem() {
      return text(".stem");
    },
    get key() {
      return text(".key");
    },
    get explanation() {
      return text(".working");
    },
  };
}

/** The years from the first to the last that the items are dated by, or null. */
function yearSpanOf(some) {
  const spans = some.map((item) => item.span).filter(Boolean);
  if (!spans.length) return null;
  const first = spans.reduce((least, span) => Math.min(least, span.first), Infinity);
  const last = spans.reduce((most, span) => Math.max(most, span.last), -Infinity);
  return { from: yearOf(first), to: yearOf(last) };
}

/** The year, astronomically counted, that a day since 1970 lies in. */
function yearOf(day) {
  return new Date(day * DAY_LENGTH).getUTCFullYear();
}
