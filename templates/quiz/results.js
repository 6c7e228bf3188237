// The end of a round: the score, and every miss with its answer and its proof.

function showResults(round) {
  const asked = round.answers.length;
  const missed = round.answers.filter((answer) => !answer.right);
  const right = asked - missed.length;
  const heading = make("h2", {}, say("result"));
  const retry = () => ask({ name: `${round.name}+`, questions: missed.map(({ item }) => item), answers: [] });
  show(
    "results",
    heading,
    make(
      "section",
      { class: "score" },
      heading,
      make("p", { class: "figure" }, asked ? say("score", { right, total: asked }) : say("nothing_answered")),
      asked ? make("progress", { max: asked, value: right, "aria-hidden": "true" }) : null,
      asked ? make("p", {}, missed.length ? say("percent", { percent: Math.floor((100 * right) / asked) }) : say("perfect")) : null,
    ),
    make(
      "div",
      { class: "actions" },
      missed.length ? make("button", { type: "button", class: "main", onclick: retry }, count("retry", missed.length)) : null,
      make("button", { type: "button", onclick: () => showStart({ ...paperOfAddress(), name: freshName(), given: false }) }, say("again")),
    ),
    scoresByKind(round.answers),
    missed.length ? make("section", { class: "missed" }, make("h2", {}, say("missed")), make("ol", { class: "plain" }, missed.map(miss))) : null,
  );
  keysOfScreen = missed.length ? { goOn: retry } : {};
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
  return make(
    "li",
    {},
    quoted("h3", { class: "stem" }, stemOf(item)),
    make(
      "dl",
      { class: "answers" },
      make("div", { class: "right" }, make("dt", {}, say("answer")), quoted("dd", {}, item.key)),
      given === null
        ? null
        : make("div", { class: "wrong" }, make("dt", {}, say("you_said")), quoted("dd", {}, given)),
    ),
    proofOf(item, 4),
  );
}
