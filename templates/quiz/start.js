// The first screen: what the deck holds, and which paper to make of it.

const SIZES = [10, 20, 50, 100];
const USUAL_SIZE = 20;

function showStart(paper) {
  const heading = make("h2", {}, count("questions", deck.items.length), " · ", count("sources", deck.sources.length));
  const form = make("form", { onsubmit: submit, oninput: update }, chooseKinds(paper), chooseSize(paper), namePaper(paper));
  const problem = make("p", { class: "problem", role: "alert" });
  const start = make("button", { class: "main" });
  form.append(problem, make("div", { class: "actions" }, start));
  show("start", heading, heading, deck.items.length ? form : make("p", {}, say("no_questions")), listSources());
  keysOfScreen = deck.items.length ? { goOn: () => form.requestSubmit() } : {};
  update();

  function chosen() {
    const data = new FormData(form);
    return {
      name: data.get("paper").trim() || freshName(),
      kinds: data.getAll("kind"),
      size: Number(data.get("size")) || null,
    };
  }

  function update() {
    const n = questionsOf(chosen()).length;
    start.textContent = count("start", n);
    start.disabled = n === 0;
    problem.textContent = n === 0 ? say("nothing_chosen") : "";
  }

  function submit(event) {
    event.preventDefault();
    const paper = chosen();
    if (paper.kinds.length === 0) return;
    addressPaper(paper);
    ask({ name: paper.name, questions: questionsOf(paper), answers: [] });
  }
}

function chooseKinds(paper) {
  return make(
    "fieldset",
    {},
    make("legend", {}, say("choose_kinds")),
    kinds.map((kind) =>
      make(
        "label",
        { class: "choice" },
        make("input", { type: "checkbox", name: "kind", value: kind, checked: paper.kinds.includes(kind) }),
        make("span", {}, say(`kind_${kind}`), " ", make("small", {}, deck.items.filter((item) => item.kind === kind).length)),
      ),
    ),
  );
}

function chooseSize(paper) {
  const total = deck.items.length;
  const usual = paper.given ? paper.size : USUAL_SIZE;
  const sizes = [...new Set([...SIZES, usual ?? total])].filter((size) => size < total).sort((one, other) => one - other);
  const size = sizes.includes(usual) ? usual : 0;
  return make(
    "fieldset",
    {},
    make("legend", {}, say("choose_count")),
    [...sizes, 0].map((each) =>
      make(
        "label",
        { class: "choice" },
        make("input", { type: "radio", name: "size", value: each, checked: each === size }),
        make("span", {}, each ? String(each) : say("all_questions")),
      ),
    ),
  );
}

function namePaper(paper) {
  return make(
    "details",
    { open: paper.given },
    make("summary", {}, say("paper")),
    make(
      "p",
      {},
      make("label", { for: "paper" }, say("paper_label")),
      make("input", { id: "paper", name: "paper", value: paper.name, autocomplete: "off", spellcheck: "false", "aria-describedby": "paper-hint" }),
    ),
    make("p", { id: "paper-hint", class: "hint" }, say("paper_hint")),
  );
}

function listSources() {
  const uses = deck.sources.map(() => 0);
  for (const item of deck.items) for (const source of new Set(item.evidence.map((proof) => proof.source))) uses[source]++;
  return make(
    "details",
    { class: "sources", open: deck.sources.length <= 8 },
    make("summary", {}, make("h2", {}, say("sources"))),
    make(
      "ul",
      {},
      deck.sources.map((source, at) => make("li", {}, make("span", {}, citation(source)), make("small", {}, count("questions", uses[at])))),
    ),
  );
}
