// The forms of questions. A form is made as (step, round, body, settle) and puts its controls into the body. It gives
// { read, mark, choose }: read is what was answered: null for nothing, undefined where it has asked for more; mark shows
// what was right; choose acts on a number key. settle(answers) is for a form that ends with a single act.

const FORMS = { choice: offerOptions, typed: offerField, order: offerOrder, match: offerMatch, card: offerCard, place: offerPlace };

function answered(item, given, right, more = {}) {
  return { item, given, right, grade: right ? 3 : 1, ...more };
}

/** What was given on this screen before one came back to it, item for item. */
function givenBefore(round) {
  return round.answers[round.at]?.map((answer) => answer.given) ?? [];
}

/** A button with a number that is also its key. */
function optionButton(at, text, act) {
  const key = make("kbd", { "aria-hidden": "true" }, at + 1);
  return make("button", { class: "option", "aria-keyshortcuts": at + 1, onclick: act }, key, make("span", { class: "wide" }, text));
}

/** Multiple choice. */
function offerOptions({ items: [item] }, round, body, settle) {
  const options = optionsOf(item, round.paper.name);
  const isFinal = marksAtOnce(round);
  let chosen = options.indexOf(givenBefore(round)[0] ?? null);
  const buttons = options.map((option, at) => optionButton(at, quoted("span", { class: "text" }, option), () => choose(at)));
  if (!isFinal) press();
  body.append(make("ol", { class: "options", "aria-label": say("options") }, buttons.map((each) => make("li", {}, each))));
  return { read, mark, choose };

  function choose(at) {
    if (!buttons[at] || buttons[at].matches("[aria-disabled], :disabled")) return;
    chosen = at;
    if (isFinal) return settle(read());
    press();
    buttons[at].focus({ preventScroll: true });
  }

  function press() {
    buttons.forEach((each, at) => each.setAttribute("aria-pressed", at === chosen));
  }

  function read() {
    return chosen < 0 ? null : [answered(item, options[chosen], options[chosen] === item.key)];
  }

  function mark([{ right }]) {
    buttons.forEach((each, at) => (each.disabled = at !== chosen));
    buttons[chosen].setAttribute("aria-disabled", "true");
    if (!right) label(buttons[options.indexOf(item.key)], "right", say("right_option"));
    labelGiven(buttons[chosen], right);
    buttons[chosen].focus({ preventScroll: true });
  }
}

function label(element, name, text) {
  element.classList.remove("right", "wrong");
  element.classList.add(name);
  element.querySelector(".label")?.remove();
  element.lastChild.append(" ", make("span", { class: "label" }, text));
}

function labelGiven(element, right) {
  label(element, right ? "right" : "wrong", say(right ? "your_right_option" : "your_wrong_option"));
}

/** A typed answer, with a hint of its form. */
function offerField({ items: [item] }, round, body) {
  const field = make("input", {
    id: "typed", class: "line", value: givenBefore(round)[0] ?? "", dir: "auto", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    "aria-describedby": "form-hint ask-more", oninput: fill,
  });
  const more = make("p", { id: "ask-more", class: "problem" });
  const gap = quiz.querySelector(".stem .gap");
  const form = say(`form_${formOf(item)}`);
  const asked = make("p", { class: "typed" }, make("label", { for: "typed" }, say("your_answer")), field, make("span", { class: "verdict" }));
  body.append(asked, make("p", { id: "form-hint", class: "hint" }, form), more);
  fill();
  return { read, mark: show };

  function fill() {
    gap?.replaceChildren(...(field.value.trim() ? [make("bdi", {}, field.value)] : [unseen(say("gap"))]));
  }

  function read() {
    const typed = field.value.trim();
    const verdict = typed ? mark(item, typed) : "more";
    if (verdict !== "more") return [answered(item, typed, verdict !== "wrong", { spelled: verdict === "spelled", isTyped: true })];
    if (!typed && !marksAtOnce(round)) return null;
    more.textContent = typed ? say("say_more", { form }) : say("type_first");
    announce(more.textContent);
    field.focus();
    return undefined;
  }

  function show([{ right }]) {
    field.readOnly = true;
    more.textContent = "";
    labelGiven(asked, right);
    gap?.replaceChildren(make("bdi", {}, item.key));
  }
}

/** The events of an item that asks for their order, { lead, letters, texts, key }, or null. */
function partsOf(item) {
  if (item.kind !== "order") return null;
  const [lead, ...rest] = item.stem.replace(/\.$/, "").split(/(?:^|[:;] )\(([A-Z])\) /);
  const key = item.key.match(/[A-Z]/g) ?? [];
  const letters = rest.filter((_, at) => at % 2 === 0);
  const texts = rest.filter((_, at) => at % 2);
  return letters.length > 1 && [...key].sort().join() === letters.join() ? { lead: `${lead}.`, letters, texts, key } : null;
}

/** Events to be put in order: by buttons, or by dragging. */
function offerOrder({ items: [item] }, round, body) {
  const { letters, texts, key } = partsOf(item);
  const textOf = (letter) => texts[letters.indexOf(letter)];
  const before = givenBefore(round)[0]?.match(/[A-Z]/g);
  let isMoved = Boolean(before);
  const shuffledLetters = shuffled(letters, `${round.paper.name}\n${item.id}`, (letter) => letter);
  const rows = (before ?? (shuffledLetters.join() === key.join() ? shuffledLetters.reverse() : shuffledLetters)).map((letter) => {
    const event = quoted("span", { class: "wide" }, make("span", { class: "text" }, `${letter}. ${textOf(letter)}`));
    const grip = make("span", { class: "grip", "aria-hidden": "true", onpointerdown: drag }, "⠿");
    const moves = [["up", -1, "↑"], ["down", 1, "↓"]].map(([name, by, sign]) =>
      make("button", { class: "move", "aria-label": say(`move_${name}`, { event: textOf(letter) }), onclick: () => move(row, by) }, sign),
    );
    const row = make("li", { class: "option", "data-letter": letter }, grip, moves, event);
    return row;
  });
  const list = make("ol", { class: "options sortable", "aria-label": say("events") }, rows);
  body.append(list, make("p", { class: "hint" }, say("order_hint")));
  return { read, mark: show };

  // The other one is moved past it, so that what is moved keeps the focus and the pointer.
  function move(row, by) {
    const other = by < 0 ? row.previousElementSibling : row.nextElementSibling;
    isMoved = true;
    if (other && by < 0) row.after(other);
    else if (other) row.before(other);
    announce(say("moved", { n: [...list.children].indexOf(row) + 1, total: rows.length }));
  }

  function drag(down) {
    const row = down.target.closest("li");
    if (list.classList.contains("done")) return;
    down.preventDefault();
    down.target.setPointerCapture(down.pointerId);
    row.classList.add("dragged");
    down.target.onpointermove = ({ clientY }) => {
      const [above, below] = [row.previousElementSibling, row.nextElementSibling];
      const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
      if (above && clientY < middle(above)) move(row, -1);
      else if (below && clientY > middle(below)) move(row, 1);
    };
    down.target.onlostpointercapture = () => {
      row.classList.remove("dragged");
      down.target.onpointermove = null;
    };
  }

  function read() {
    if (!isMoved && !marksAtOnce(round)) return null;
    const given = Array.from(list.children, (row) => row.dataset.letter).join(", ");
    return [answered(item, given, given === key.join(", "))];
  }

  function show() {
    list.classList.add("done");
    const dates = item.explanation.split("; ");
    Array.from(list.children).forEach((row, at) => {
      const right = row.dataset.letter === key[at];
      const date = dates.find((each) => each.startsWith(`${row.dataset.letter}: `))?.slice(3);
      row.querySelectorAll("button").forEach((each) => each.remove());
      if (date) row.lastChild.append(" ", quoted("small", {}, date));
      label(row, right ? "right" : "wrong", say(right ? "right_place" : "belongs", { n: key.indexOf(row.dataset.letter) + 1 }));
    });
  }
}

/** Quotations, each to be given its speaker. */
function offerMatch({ items: asked }, round, body) {
  const speakers = shuffled(asked.map((item) => item.key), `${round.paper.name}\nspeakers`, (speaker) => speaker);
  const before = givenBefore(round);
  const rows = asked.map((item, at) => {
    const choose = make(
      "select",
      { id: `speaker-${at}`, dir: "auto", "aria-labelledby": `words-${at}` },
      make("option", { value: "" }, say("choose_speaker")),
      speakers.map((speaker) => make("option", { value: speaker, selected: before[at] === speaker }, speaker)),
    );
    return { item, choose, row: make("li", {}, quoted("p", { id: `words-${at}` }, item.stem), make("p", { class: "chosen" }, choose, make("span", { class: "verdict" }))) };
  });
  const problem = make("p", { class: "problem" });
  body.append(make("ol", { class: "plain matches" }, rows.map(({ row }) => row)), problem);
  return { read, mark: show };

  function read() {
    const given = rows.map(({ choose }) => choose.value || null);
    const open = given.filter((speaker) => !speaker).length;
    if (open === rows.length && !marksAtOnce(round)) return null;
    if (open && marksAtOnce(round)) {
      problem.textContent = count("match_open", open);
      announce(problem.textContent);
      rows[given.indexOf(null)].choose.focus();
      return undefined;
    }
    return rows.map(({ item }, at) => answered(item, given[at], given[at] === item.key));
  }

  function show(answers) {
    problem.textContent = "";
    rows.forEach(({ choose, row }, at) => {
      const { right, item } = answers[at];
      choose.disabled = true;
      labelGiven(row.lastChild, right);
      if (!right) row.lastChild.lastChild.append(" ", answerIs({ item }));
    });
  }
}

/** A flashcard: the answer is shown on demand, and the learner grades how well it was known. */
function offerCard(step, round, body) {
  const [item] = step.items;
  const bar = quiz.querySelector(".go-on");
  const parts = partsOf(item);
  if (parts) body.append(make("ul", { class: "events" }, parts.letters.map((letter, at) => quoted("li", {}, `(${letter}) ${parts.texts[at]}`))));
  bar.append(button("show_answer", reveal, "main"));
  keysOfScreen = { goOn: reveal };
  return {};

  function reveal() {
    const before = memoryOf(item);
    const grades = ["again", "hard", "good", "easy"].map((name, at) => {
      const days = count("days", daysUntil(before, at + 1, Date.now()));
      const grade = () => enter(at + 1, before);
      return make("button", { class: name, "aria-keyshortcuts": at + 1, onclick: grade }, say(`${name}_grade`), " ", make("small", {}, days));
    });
    const answer = quoted("p", { class: "answer", tabindex: "-1" }, item.key);
    const feedback = make("section", { class: "feedback", "aria-label": say("answer") }, answer, proofOf(item, 3));
    body.append(feedback);
    bar.replaceChildren(...grades);
    bar.setAttribute("role", "group");
    bar.setAttribute("aria-label", say("grade"));
    answer.focus({ preventScroll: true });
    keysOfScreen = { choose: (at) => grades[at]?.click() };
    feedback.scrollIntoView({ block: "nearest" });
  }

  function enter(grade, before) {
    const right = grade > 1;
    round.answers[round.at] = [{ item, given: null, right, grade, before }];
    if (!right && round.paper.mode === "due") round.steps.push(step); // until it is known
    round.at++;
    record(round, round.answers[round.at - 1]);
    ask(round);
  }
}
