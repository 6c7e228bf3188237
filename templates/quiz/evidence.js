// Why an answer is right: how it was computed, the source's words, and where they stand.

/** The proof of an item. */
function proofOf(item, level) {
  return make(
    "div",
    { class: "proof" },
    item.explanation
      ? [make(`h${level}`, {}, say("working")), quoted("p", { class: "working" }, item.explanation)]
      : [],
    make(`h${level}`, {}, count("evidence", item.evidence.length)),
    item.evidence.map(({ source, words }) =>
      make(
        "figure",
        {},
        quoted("blockquote", {}, words.map((part, at) => (at === 1 ? make("mark", {}, part) : part))),
        make("figcaption", {}, citation(deck.sources[source])),
      ),
    ),
  );
}

/** Title, publisher and date of a source, linked where it has an address. */
function citation(source) {
  const title = source.url
    ? quoted(
        "a",
        { href: source.url, target: "_blank", rel: "noopener noreferrer" },
        source.title,
        make("span", { class: "unseen", lang: deck.language }, ` ${say("new_tab")}`),
      )
    : quoted("cite", {}, source.title);
  const publisher = source.publisher ? ["\u00a0· ", make("bdi", {}, source.publisher)] : [];
  const published = source.published ? ["\u00a0· ", make("span", { class: "day" }, source.published)] : [];
  return [title, ...publisher, ...published];
}

/** A stem, with a quotation in it set apart where it is long. */
function stemOf(item) {
  const cue = item.stem.indexOf(": “");
  const open = cue < 0 ? item.stem.indexOf("“") : cue + 2;
  const close = item.stem.lastIndexOf("”");
  if (open < 0 || close - open < 60) return [item.stem];
  const rest = item.stem.slice(close + 1);
  const ends = rest.length <= 2; // a question mark at most
  return [
    make("span", { class: "lead" }, item.stem.slice(0, open)),
    make("span", { class: "quotation" }, item.stem.slice(open, close + 1), ends ? rest : ""),
    make("span", { class: "lead" }, ends ? "" : rest),
  ];
}
