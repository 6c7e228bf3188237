// The keyboard: what each key does on the screen that is shown, and a list of the keys.

let clicked = null;
let keysOfScreen = {}; // { goOn, choose(at) }, each where the screen has it
const KEYS = [["1 – 9", "keys_choose"], ["Enter", "keys_next"], ["Tab", "keys_tab"], ["← →", "keys_arrows"], ["?", "keys_help"]];

const useKeys = make("input", { type: "checkbox", checked: true });
const keyList = make(
  "dialog",
  { "aria-labelledby": "keys" },
  make("h2", { id: "keys" }, say("keys")),
  make("dl", {}, KEYS.map(([key, meaning]) => make("div", {}, make("dt", {}, make("kbd", {}, key)), make("dd", {}, say(meaning))))),
  make("label", { class: "choice" }, useKeys, make("span", {}, say("keys_use"))),
  make("form", { method: "dialog" }, make("button", { class: "main" }, say("close"))),
);

/** Puts the list of keys and the button that opens it at the foot of the page. */
function offerKeys() {
  const open = button("keys", () => keyList.showModal(), "quiet");
  open.append(" ", make("kbd", { "aria-hidden": "true" }, "?"));
  said.before(make("footer", {}, open), keyList);
  document.addEventListener("keydown", press);
  document.addEventListener("click", pass, true);
}

/** The second click of a double one is for what was there at the first. */
function pass(event) {
  if (event.detail > 1 && event.target !== clicked) event.stopPropagation();
  clicked = event.target;
}

function press(event) {
  const typing = event.target.matches("input:not([type=checkbox], [type=radio], [readonly])");
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  if (event.repeat) return event.key === "Enter" ? event.preventDefault() : undefined; // a held key does one thing
  if (event.key === "?" && useKeys.checked && !typing) return keyList.open ? keyList.close() : keyList.showModal();
  if (keyList.open) return;
  if (event.key === "Enter") {
    const acts = event.target.closest("a, summary, select, input[name], [type=file], .report *, button:not([aria-disabled], [aria-pressed=true])");
    if (acts || !keysOfScreen.goOn) return;
    event.preventDefault();
    keysOfScreen.goOn();
  } else if (/^[1-9]$/.test(event.key) && useKeys.checked && keysOfScreen.choose && !typing) {
    if (event.target.matches("select")) return;
    event.preventDefault();
    keysOfScreen.choose(event.key - 1);
  }
}
