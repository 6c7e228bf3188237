// The end of a round: the score, every miss with its answer and its proof, and the rounds before it.

function finish(round) {
  const answers = round.answers.flat().filter(Boolean);
  const isGiven = round.paper.mode !== "quiz" || answers.some((answer) => answer.given !== null);
  const counted = isGiven ? answers : [];
  const right = counted.filter((answer) => answer.right).length;
  if (!marksAtOnce(round)) remember(counted.map((answer) => ({ ...answer, before: memoryOf(answer.item) })));
  keep((own) => {
    if (!round.line && round.answers.length) own.left = null;
    if (counted.length) own.rounds.push({ at: Date.now(), mode: round.paper.mode, name: round.paper.name, right, total: counted.length });
    own.rounds = own.rounds.slice(-ROUNDS_KEPT);
  });
  showResults(round.paper, counted, right);
}

function showResults(paper, answers, right) {
  const total = answers.length;
  const missed = [...new Map(answers.filter(({ right }) => !right).map((answer) => [answer.item.id, answer])).values()];
  const heading = make("h2", {}, say("result"));
  const retry = () => retryOf(paper, missed);
  show(
    "results",
    heading,
    make(
      "section",
      { class: "score" },
      heading,
      make("p", { class: "figure" }, total ? say("score", { right, total }) : say("nothing_answered")),
      total ? make("progress", { max: total, value: right, "aria-hidden": "true" }) : null,
      total ? make("p", {}, missed.length ? say("percent", { percent: Math.floor((100 * right) / total) }) : say("perfect")) : null,
      make("p", { class: "made" }, `${say(`mode_${paper.mode}`)} · ${paper.name} · ${dayOf(Date.now())}`),
    ),
    make(
      "div",
      { class: "actions" },
      missed.length ? make("button", { class: "main", onclick: retry }, count("retry", missed.length)) : null,
      button("again", () => showStart({ ...paper, name: freshName(), given: false })),
      total ? button("save_results", () => saveFile(`${page.deck}-${paper.name}.csv`, "text/csv", tableOf(answers))) : null,
      total ? button("print_results", () => print()) : null,
    ),
    scoresByKind(answers),
    missed.length ? make("section", { class: "missed" }, make("h2", {}, say("missed")), make("ol", { class: "plain" }, missed.map(miss))) : null,
    roundsSoFar(),
  );
}

/** A round of what was missed. */
function retryOf(paper, missed) {
  const again = { ...paper, name: `${paper.name}+` };
  const questions = missed.map(({ item }) => itemOf.get(item.id));
  ask({ paper: again, steps: stepsOf(again, questions), at: 0, answers: [] });
}

function scoresByKind(answers) {
  const asked = kinds.filter((kind) => answers.some(({ item }) => item.kind === kind));
  if (asked.length < 2) return null;
  return make(
    "section",
    { class: "by-kind" },
    make("h2", {}, say("by_kind")),
    make(
      "dl",
      { class: "counts" },
      asked.map((kind) => {
        const own = answers.filter(({ item }) => item.kind === kind);
        const right = own.filter((answer) => answer.right).length;
        return make("div", {}, make("dt", {}, say(`kind_${kind}`)), make("dd", {}, say("score", { right, total: own.length })));
      }),
    ),
  );
}

function miss({ item, given }) {
  const parts = partsOf(item);
  return make(
    "li",
    {},
    quoted("h3", { class: "stem" }, parts ? item.stem : stemOf(item)),
    make(
      "dl",
      { class: "answers" },
      make("div", { class: "right" }, make("dt", {}, say("answer")), quoted("dd", {}, item.key)),
      given === null ? null : make("div", { class: "wrong" }, make("dt", {}, say("you_said")), quoted("dd", {}, given)),
    ),
    proofOf(item, 4),
  );
}

function roundsSoFar() {
  const rounds = progress().rounds.slice(-10).reverse();
  if (rounds.length < 2) return null;
  return make(
    "section",
    { class: "rounds" },
    make("h2", { id: "rounds" }, say("rounds")),
    make(
      "table",
      { "aria-labelledby": "rounds" },
      make("thead", {}, make("tr", {}, ["round_day", "round_mode", "round_score"].map((word) => make("th", { scope: "col" }, say(word))))),
      make("tbody", {}, rounds.map(rowOf)),
    ),
  );
}

function rowOf({ at, mode, right, total }) {
  const cells = [dayOf(at), say(`mode_${mode}`), say("score", { right, total })];
  return make("tr", {}, cells.map((cell) => make("td", {}, cell)));
}

/** The answers as a table for a spreadsheet, whose cells are text whatever they begin with. */
function tableOf(answers) {
  const head = ["item", "kind", "question", "given", "answer", "right", "source"];
  const rows = answers.map(({ item, given, right }) => {
    const titles = [...new Set(item.sources)].map((at) => sourceList[at].textContent);
    return [item.id, item.kind, item.stem, given ?? "", item.key, right ? 1 : 0, titles.join("; ")];
  });
  const cell = (value) => `"${String(value).replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`;
  return `\ufeff${[head, ...rows].map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}
