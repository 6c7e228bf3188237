// The first screen: what the deck holds, what is known of it, and which paper to make of it.

const SIZES = [10, 20, 50, 100];
const USUAL_SIZE = 20;

function showStart(paper) {
  const heading = make("h2", {}, count("questions", items.length), " · ", count("sources", sourceList.length));
  const problem = make("p", { class: "problem", role: "alert" });
  const start = make("button", { class: "main" });
  const form = make("form", { onsubmit: submit, oninput: update });
  const further = [button("worksheet", () => print()), button("timeline", () => showTimeline(chosen()))];
  const fields = [chooseMode(paper), chooseKinds(paper), chooseSize(paper), chooseMore(paper)];
  form.append(...fields.filter(Boolean), problem, make("div", { class: "actions" }, start, ...further));
  const [resume, yours] = [make("div", {}), make("div", {})];
  const parts = items.length ? [resume, form, yours] : [make("p", {}, say("no_questions"))];
  show("start", heading, heading, ...parts, listSources());
  if (!items.length) return;
  keysOfScreen = { goOn: () => form.requestSubmit() };
  paperShown = chosen;
  update();
  if (isRead) tellProgress();
  else setTimeout(tellProgress); // storage is slow to open for the first time

  function tellProgress() {
    const left = roundLeft();
    if (left) resume.replaceChildren(offerResume(left));
    yours.replaceChildren(yourProgress(paper));
    update();
  }

  function chosen() {
    const data = new FormData(form);
    const year = (name) => (/^-?\d+$/.test(data.get(name) ?? "") ? Number(data.get(name)) : null);
    return {
      name: data.get("paper").trim() || freshName(),
      mode: data.get("mode"),
      way: data.get("way"),
      kinds: data.getAll("kind"),
      sources: sourceList.length > 1 ? data.getAll("source").map(Number) : paper.sources,
      from: year("from"),
      to: year("to"),
      size: Number(data.get("size")) || null,
    };
  }

  function update() {
    const made = chosen();
    const n = made.mode === "timeline" ? eventsOf(made).length : questionsOf(made).length;
    start.textContent = count("start", made.mode === "timeline" ? n - 1 : n); // the first event is given
    start.disabled = n < (made.mode === "timeline" ? LEAST_EVENTS : 1);
    const pool = poolOf(made).length;
    problem.textContent = start.disabled ? say(!pool ? "nothing_chosen" : made.mode === "due" ? "nothing_due" : "few_events") : "";
  }

  function submit(event) {
    event.preventDefault();
    if (start.disabled) return;
    const made = chosen();
    history.replaceState(null, "", addressOf(made));
    if (made.mode === "timeline") playTimeline(made);
    else begin(made);
  }
}

function offerResume(round) {
  const { paper, at, steps } = round;
  const box = make(
    "section",
    { class: "resume" },
    make("p", {}, say("left", { mode: say(`mode_${paper.mode}`), n: at + 1, total: steps.length })),
    button("resume", () => ask(round), "main"),
    button("forget", () => {
      keep((own) => (own.left = null));
      box.remove();
      quiz.querySelector("h2").focus();
    }, "quiet"),
  );
  return box;
}

function choice(type, name, value, checked, ...label) {
  return make("label", { class: "choice" }, make("input", { type, name, value, checked }), make("span", {}, label));
}

function choices(word, kind, ...fields) {
  return make("fieldset", { class: kind }, make("legend", {}, say(word)), ...fields);
}

function chooseMode(paper) {
  const modes = MODES.map((mode) =>
    choice("radio", "mode", mode, paper.mode === mode, make("strong", {}, say(`mode_${mode}`)), " ", make("small", {}, say(`about_${mode}`))),
  );
  return choices("choose_mode", "modes", modes);
}

function chooseKinds(paper) {
  const each = kinds.map((kind) => {
    const n = items.filter((item) => item.kind === kind).length;
    return choice("checkbox", "kind", kind, paper.kinds.includes(kind), say(`kind_${kind}`), " ", make("small", {}, n));
  });
  return choices("choose_kinds", null, each);
}

function chooseSize(paper) {
  const total = items.length;
  const usual = paper.size ?? (paper.given ? null : USUAL_SIZE);
  const sizes = [...new Set([...SIZES, usual ?? total])].filter((size) => size < total).sort((one, other) => one - other);
  if (!sizes.length) return null;
  const size = sizes.includes(usual) ? usual : 0;
  const each = [...sizes, 0].map((n) => choice("radio", "size", n, n === size, n || say("all_questions")));
  return choices("choose_count", null, each);
}

/** What few need to choose: how to answer, the sources, the period, the name of the paper. */
function chooseMore(paper) {
  const years = yearSpanOf(items);
  const isUsual = paper.way === WAYS[0] && paper.sources.length === sourceList.length && paper.from === null && paper.to === null;
  const sources = Array.from(sourceList, (source, at) =>
    choice("checkbox", "source", at, paper.sources.includes(at), quoted("span", {}, source.firstElementChild.textContent)),
  );
  const year = (name) => [
    make("label", { for: name }, say(name)),
    make("input", { id: name, name, type: "number", class: "line", placeholder: years[name], value: paper[name] }),
  ];
  return make(
    "details",
    { class: "more", open: paper.given || !isUsual },
    make("summary", {}, say("more")),
    choices("choose_way", null, WAYS.map((way) => choice("radio", "way", way, paper.way === way, say(`way_${way}`)))),
    sourceList.length > 1 ? choices("choose_sources", null, sources) : null,
    years ? choices("choose_period", "period", year("from"), year("to")) : null,
    make(
      "p",
      {},
      make("label", { for: "paper" }, say("paper_label")),
      make("input", { id: "paper", name: "paper", class: "line", value: paper.name, autocomplete: "off", spellcheck: "false", "aria-describedby": "paper-hint" }),
    ),
    make("p", { id: "paper-hint", class: "hint" }, say("paper_hint")),
  );
}

/** What is known, and the file that carries it to another browser. */
function yourProgress(paper) {
  const states = items.map((item) => knowledgeOf(item));
  const told = ["known", "weak", "new"].map((state) =>
    make("div", { class: state }, make("dt", {}, say(`is_${state}`)), make("dd", {}, String(states.filter((each) => each === state).length))),
  );
  const take = async ({ target }) => {
    if (!target.files[0]) return;
    const taken = takeIn(await target.files[0].text());
    if (!target.isConnected) return; // a round has begun meanwhile
    if (taken !== null) showStart({ ...paperShown(), given: true });
    const yours = quiz.querySelector(".yours");
    yours.open = true;
    yours.querySelector(".hint").textContent = taken === null ? say("not_progress") : count("taken_in", taken);
    announce(yours.querySelector(".hint").textContent);
  };
  return make(
    "details",
    { class: "yours", open: !isKept },
    make("summary", {}, say("yours")),
    make("dl", { class: "counts" }, told),
    make(
      "div",
      { class: "actions" },
      button("save_progress", () => saveFile(`${page.deck}.progress.json`, "application/json", progressFile())),
      make("label", { class: "file" }, say("take_in"), make("input", { type: "file", accept: ".json,application/json", onchange: take })),
    ),
    make("p", { class: "hint" }, isKept ? "" : say("not_kept")),
    roundsSoFar(),
  );
}

function listSources() {
  const uses = Array.from(sourceList, () => 0);
  for (const item of items) for (const at of new Set(item.sources)) uses[at]++;
  return make(
    "details",
    { class: "sources", open: sourceList.length <= 8 },
    make("summary", {}, make("h2", {}, say("sources"))),
    make("ul", {}, uses.map((n, at) => make("li", {}, citation(at), make("small", {}, count("questions", n))))),
  );
}
