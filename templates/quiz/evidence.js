// Why an answer is right: how it was computed, the source's words, and where they stand.

/** What is said after an answer: right or wrong, and the proof of each item. */
function feedbackOf(answers, overrule) {
  const right = answers.every((answer) => answer.right);
  const [first] = answers;
  const wrong = right || answers.length > 1 ? [] : [make("span", {}, answerIs(first))];
  return [
    make("p", { class: `verdict ${right ? "right" : "wrong"}` }, make("strong", {}, verdictOf(answers)), wrong),
    first.spelled ? make("p", {}, say("spelled"), " ", quoted("strong", {}, first.item.key)) : null,
    !right && first.isTyped ? button("overrule", () => overrule(first), "quiet") : null,
    ...answers.map(({ item }) => proofOf(item, 3, answers.length > 1)),
  ].filter(Boolean);
}

function verdictOf(answers) {
  const right = answers.filter((answer) => answer.right).length;
  if (answers.length > 1) return say("score", { right, total: answers.length });
  return say(right ? "right" : "wrong");
}

function answerIs({ item }) {
  return say("answer_is", { key: item.key });
}

/** The proof of an item, below headings of a level; titled by its answer where several stand together. */
function proofOf(item, level, isTitled = false) {
  const heading = `h${isTitled ? level + 1 : level}`;
  const words = Array.from(item.row.querySelectorAll("blockquote"));
  return make(
    "div",
    { class: "proof" },
    isTitled ? quoted(`h${level}`, { class: "titled" }, item.key) : [],
    item.explanation ? [make(heading, {}, say("working")), quoted("p", { class: "working" }, item.explanation)] : [],
    make(heading, {}, count("evidence", words.length)),
    words.map((each) =>
      make("figure", {}, quoted("blockquote", {}, ...copies(each)), make("figcaption", {}, citation(each.dataset.source))),
    ),
    reportOf(item, words),
  );
}

/** Title, publisher and date of a source, linked where it has an address. */
function citation(at) {
  const source = copies(sourceList[at]);
  for (const part of source) if (part.nodeName === "A") part.append(unseen(` ${say("new_tab")}`));
  return quoted("span", {}, ...source);
}

function copies(element) {
  return Array.from(element.childNodes, (node) => node.cloneNode(true));
}

/** A button that copies a line by which whoever made the deck finds the card and its words. */
function reportOf(item, words) {
  const places = words.map((each) => each.dataset.at).join("; ");
  const line = `${page.deck} · ${item.id} · ${item.kind} · ${places} · ${item.stem}`;
  const shown = make("input", { class: "line", readonly: true, value: line, "aria-label": say("report_line"), hidden: true });
  const copy = async () => {
    shown.hidden = false;
    shown.select();
    const done = await navigator.clipboard?.writeText(line).then(() => true, () => false);
    announce(say(done ? "report_copied" : "report_select"));
  };
  const report = button("report", copy, "quiet");
  report.setAttribute("aria-label", `${say("report")}: ${item.stem}`);
  return make("p", { class: "report" }, report, shown);
}

/** A stem, with a quotation in it set apart where it is long, and its gap to be filled. */
function stemOf(item) {
  const cue = item.stem.indexOf(": “");
  const open = cue < 0 ? item.stem.indexOf("“") : cue + 2;
  const close = item.stem.lastIndexOf("”");
  const parts = partsOf(item);
  if (parts) return [parts.lead];
  if (open < 0 || close - open < 60) return gapped(item.stem);
  const rest = item.stem.slice(close + 1);
  const ends = rest.length <= 2; // a question mark at most
  return [
    make("span", { class: "lead" }, gapped(item.stem.slice(0, open))),
    make("span", { class: "quotation" }, gapped(item.stem.slice(open, close + 1)), ends ? rest : ""),
    make("span", { class: "lead" }, ends ? "" : gapped(rest)),
  ];
}

function gapped(text) {
  return text.split(/_{4,}/).flatMap((part, at) => (at ? [make("span", { class: "gap" }, unseen(say("gap"))), part] : [part]));
}
