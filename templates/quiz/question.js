// One question after another. A round is { name, questions, answers }: the paper's name, what is asked,
// and what was answered so far, each { item, given, right }.

/** Asks the next question of a round, or shows its result. */
function ask(round) {
  const item = round.questions[round.answers.length];
  if (!item) return showResults(round);
  const heading = quoted("h2", { class: `stem ${item.kind}`, id: "stem" }, stemOf(item));
  const body = make("div", { class: "body" });
  show("question", heading, progressOf(round, round.answers.length + 1), make("article", { class: "question" }, heading, body));
  if (item.distractors.length) offerOptions(round, item, body);
  else offerCard(round, item, body);
}

function progressOf(round, n) {
  const [done, total] = [round.answers.length, round.questions.length];
  const right = round.answers.filter((answer) => answer.right).length;
  const where = say("progress", { n, total });
  return make(
    "div",
    { class: "progress" },
    make("progress", { max: total, value: done, "aria-label": where }),
    make("p", {}, make("span", { class: "where" }, where), make("span", { class: "score-so-far" }, say("score_so_far", { right }))),
    make("button", { type: "button", class: "quiet", onclick: () => showResults(round) }, say("stop")),
  );
}

/** Multiple choice: the options, and feedback as soon as one is chosen. */
function offerOptions(round, item, body) {
  const options = optionsOf(item, round.name);
  const buttons = options.map((option, at) =>
    make(
      "button",
      { type: "button", class: "option", "aria-keyshortcuts": at + 1, onclick: () => choose(at) },
      make("kbd", { "aria-hidden": "true" }, String(at + 1)),
      make("span", { class: "wide" }, quoted("span", { class: "text" }, option)),
    ),
  );
  body.append(
    make("ol", { class: "options", "aria-label": say("options") }, buttons.map((button) => make("li", {}, button))),
  );
  keysOfScreen = { choose };

  function choose(at) {
    const given = options[at];
    if (given === undefined || buttons[at].hasAttribute("aria-disabled")) return;
    const right = given === item.key;
    round.answers.push({ item, given, right });
    buttons.forEach((button) => button.setAttribute("aria-disabled", "true"));
    label(buttons[options.indexOf(item.key)], "right", say(right ? "your_right_option" : "right_option"));
    if (!right) label(buttons[at], "wrong", say("your_wrong_option"));
    buttons[at].focus({ preventScroll: true });
    giveFeedback(round, item, right, body);
  }
}

function label(button, name, text) {
  button.classList.add(name);
  button.lastChild.append(" ", make("span", { class: "label" }, text));
}

function giveFeedback(round, item, right, body) {
  const answer = right ? null : say("answer_is", { key: item.key });
  const isLast = round.answers.length === round.questions.length;
  const next = () => ask(round);
  const feedback = make(
    "section",
    { class: `feedback ${right ? "right" : "wrong"}`, "aria-label": say("answer") },
    make("p", { class: "verdict" }, make("strong", {}, say(right ? "right" : "wrong")), answer && quoted("span", {}, answer)),
    proofOf(item, 3),
  );
  body.append(feedback, goOn(make("button", { type: "button", class: "main", onclick: next }, say(isLast ? "finish" : "next"))));
  quiz.querySelector(".progress").replaceWith(progressOf(round, round.answers.length));
  keysOfScreen = { goOn: next };
  announce([say(right ? "right" : "wrong"), answer, item.explanation].filter(Boolean).join(" "));
  feedback.scrollIntoView({ block: "nearest" });
}

/** A flashcard: the answer is shown on demand and the learner says whether it was known. */
function offerCard(round, item, body) {
  const bar = goOn(make("button", { type: "button", class: "main", onclick: reveal }, say("show_answer")));
  body.append(bar);
  keysOfScreen = { goOn: reveal };

  function reveal() {
    const grade = (right) => {
      round.answers.push({ item, given: null, right });
      ask(round);
    };
    const known = make("button", { type: "button", class: "main", "aria-keyshortcuts": "1", onclick: () => grade(true) }, say("knew_it"));
    const unknown = make("button", { type: "button", "aria-keyshortcuts": "2", onclick: () => grade(false) }, say("did_not_know"));
    const answer = quoted("p", { class: "answer", tabindex: "-1" }, item.key);
    const feedback = make("section", { class: "feedback", "aria-label": say("answer") }, answer, proofOf(item, 3));
    const grades = goOn(known, unknown);
    grades.setAttribute("role", "group");
    grades.setAttribute("aria-label", say("grade"));
    bar.replaceWith(feedback, grades);
    answer.focus({ preventScroll: true });
    keysOfScreen = { choose: (at) => at < 2 && grade(at === 0) };
    announce(say("answer_is", { key: item.key }));
    feedback.scrollIntoView({ block: "nearest" });
  }
}

/** The bar at the foot of a question: what comes next is always in reach. */
function goOn(...buttons) {
  return make("div", { class: "go-on" }, ...buttons);
}
