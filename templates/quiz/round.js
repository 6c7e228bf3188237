// A round: one screen after another until the result. It is { paper, steps, at, answers }; answers[n] are those of step n,
// each { item, given, right, grade } with what was given in words, or null where nothing was.

/** Starts a round of a paper. */
function begin(paper) {
  ask({ paper, steps: stepsOf(paper, questionsOf(paper)), at: 0, answers: [] });
}

/** Whether a round marks each answer at once; a quiz marks all at its end. */
function marksAtOnce({ paper }) {
  return paper.mode !== "quiz";
}

/** Shows the screen that a round stands at, or its result. */
function ask(round) {
  leave(round);
  const step = round.steps[round.at];
  if (!step) return finish(round);
  round.shown = round.at;
  paperShown = () => round.paper;
  const body = make("div", { class: "body" });
  const heading = step.form === "match" ? make("h2", { class: "stem" }, say("match")) : stemHeading(step.items[0]);
  const bar = make("div", { class: "go-on" });
  show("question", heading, progressOf(round), make("article", { class: "question" }, heading, body), bar);
  const form = FORMS[step.form](step, round, body, (answers) => settle(round, form, answers, body, bar));
  if (step.form === "card") return;
  if (marksAtOnce(round)) {
    const check = () => settle(round, form, form.read(), body, bar);
    if (!form.choose) bar.append(button("check", check, "main"));
    if (step.form === "typed") bar.append(button("show_answer", () => settle(round, form, openAnswers(step), body, bar)));
    keysOfScreen = { choose: form.choose, goOn: form.choose ? null : check };
  } else {
    offerWays(round, form, bar);
  }
}

function stemHeading(item) {
  return quoted("h2", { class: `stem ${item.kind}`, id: "stem" }, stemOf(item));
}

/** In a quiz one may go back and forth, and leave questions open. */
function offerWays(round, form, bar) {
  round.hold = () => {
    const answers = form.read();
    if (answers) round.answers[round.at] = answers;
    return answers;
  };
  const go = (steps) => () => {
    const answers = round.hold();
    if (answers === undefined && steps > 0) return; // the form has said what is missing
    round.answers[round.at] = answers ?? openAnswers(round.steps[round.at]);
    round.at += steps;
    ask(round);
  };
  const isLast = round.at === round.steps.length - 1;
  bar.append(button(isLast ? "finish" : "next", go(1), "main"));
  if (round.at) bar.append(button("previous", go(-1)));
  keysOfScreen = { choose: form.choose, goOn: go(1) };
}

function openAnswers(step) {
  return step.items.map((item) => ({ item, given: null, right: false, grade: 1 }));
}

/** Marks the answers of a screen, says why, and offers to go on. */
function settle(round, form, answers, body, bar) {
  if (!answers) return; // nothing given yet: the form has said so
  for (const answer of answers) answer.before = memoryOf(answer.item);
  round.answers[round.at] = answers;
  round.at++;
  record(round, answers);
  form.mark(answers);
  const next = () => ask(round);
  const feedback = make("section", { class: "feedback", "aria-label": say("feedback") });
  const fill = () => feedback.replaceChildren(...feedbackOf(answers, overrule));
  const overrule = (answer) => {
    Object.assign(answer, { right: true, grade: 3 });
    record(round, answers);
    form.mark(answers);
    fill();
    refresh(round);
    announce(say("overruled"));
    bar.firstChild.focus({ preventScroll: true });
  };
  fill();
  body.append(feedback);
  const held = bar.contains(document.activeElement);
  bar.replaceChildren(button(round.at === round.steps.length ? "finish" : "next", next, "main"));
  if (held) bar.firstChild.focus({ preventScroll: true });
  refresh(round);
  keysOfScreen = { goOn: next };
  const [first, ...others] = answers;
  const told = others.length ? [] : [first.right && !round.line ? "" : answerIs(first), first.item.explanation];
  announce([verdictOf(answers), ...told].filter(Boolean).join(" "));
  feedback.scrollIntoView({ block: "nearest" });
}

/** Keeps what the answers say about what is known, and where the round stands. */
function record(round, answers) {
  remember(answers);
  leave(round);
}

function refresh(round) {
  quiz.querySelector(".progress").replaceWith(progressOf(round));
}

function progressOf(round) {
  const stop = () => {
    round.hold?.(); // what is chosen on the screen counts
    finish(round);
  };
  const total = round.steps.length;
  const done = round.answers.filter(Boolean).length;
  const where = say("progress", { n: round.shown + 1, total });
  const right = round.answers.flat().filter((answer) => answer?.right).length;
  return make(
    "div",
    { class: "progress" },
    make("progress", { max: total, value: done, "aria-label": where }),
    make(
      "p",
      {},
      make("span", { class: "where" }, where),
      marksAtOnce(round) ? make("span", { class: "score-so-far" }, say("score_so_far", { right })) : null,
    ),
    button("stop", stop, "quiet"),
  );
}

/** Remembers a round that is under way, so that it can be resumed; but not a game, which is short. */
function leave({ paper, steps, at, answers, line }) {
  if (line || !answers.length) return;
  const left = {
    paper,
    at,
    steps: steps.map(({ form, items: asked }) => [form, asked.map((item) => item.id)]),
    answers: answers.map((some) => some?.map(({ item, given, right, grade }) => [item.id, given, right, grade]) ?? null),
  };
  keep((own) => (own.left = at < steps.length ? left : null));
}

/** The round that was left, or null where there is none or the deck has changed too much. */
function roundLeft() {
  try {
    const { paper, at, steps, answers } = progress().left;
    const known = (id) => itemOf.get(id) ?? unknown();
    const round = {
      paper,
      at,
      steps: steps.map(([form, ids]) => ({ form, items: ids.map(known) })),
      answers: answers.map((some) => some?.map(([id, given, right, grade]) => ({ item: known(id), given, right, grade }))),
    };
    return MODES.includes(paper.mode) && round.steps[at] && steps.every(([form]) => form in FORMS) ? round : null;
  } catch {
    return null;
  }
}

function unknown() {
  throw new RangeError("an item that the deck no longer has");
}
