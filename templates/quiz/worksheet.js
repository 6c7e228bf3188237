// Paper: the questions as a worksheet and, on a page of its own, the key.

const worksheet = document.getElementById("worksheet");
const OPTION_LETTERS = "abcdefgh";

/** Lays out a paper to be printed. */
function makeWorksheet(paper) {
  const questions = questionsOf({ ...paper, mode: "quiz" });
  worksheet.replaceChildren(
    make("p", { class: "blank" }, `${say("name_and_date")} · ${paper.name}`),
    make("ol", {}, questions.map((item) => make("li", {}, quoted("p", {}, item.stem), blankOf(item, paper)))),
    make(
      "section",
      { class: "key-page" },
      make("h2", {}, `${say("key")} · ${document.title} · ${paper.name}`),
      make("ol", {}, questions.map((item) => make("li", {}, quoted("span", {}, keyOf(item, paper))))),
    ),
  );
}

function isChosen(item, paper) {
  return formFor(item, { ...paper, mode: "quiz" }) === "choice";
}

function blankOf(item, paper) {
  if (!isChosen(item, paper)) return make("p", { class: "blank" });
  return make("ol", { class: "letters" }, optionsOf(item, paper.name).map((option) => make("li", {}, quoted("span", {}, option))));
}

function keyOf(item, paper) {
  const at = isChosen(item, paper) ? `${OPTION_LETTERS[optionsOf(item, paper.name).indexOf(item.key)]}) ` : "";
  return at + item.key;
}

// Whoever prints, from the page or from the browser's menu, means the paper that is on the screen.
let paperShown = paperOfAddress;
addEventListener("beforeprint", () => {
  if (document.body.dataset.screen !== "results") makeWorksheet(paperShown());
});
addEventListener("afterprint", () => worksheet.replaceChildren());
