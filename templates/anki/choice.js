(function () {
  // Without this script the card is complete: the options stand in a fixed order and the back says the answer.
  var card = document.querySelector(".quizgen[data-item]");
  var list = card && card.querySelector(".options");
  var front = card && card.dataset.side === "front";
  if (window.quizgenKeys) document.removeEventListener("keydown", window.quizgenKeys);
  window.quizgenKeys = null;
  if (!list) return;
  var item = card.dataset.item;

  // Both sides shuffle alike because both start from the item and the day; Anki's day begins at four in the morning.
  var now = new Date();
  var day = Math.floor((now.getTime() / 60000 - now.getTimezoneOffset() - 240) / 1440);
  var state = 2166136261;
  (item + "/" + day).split("").forEach(function (letter) {
    state = Math.imul(state ^ letter.charCodeAt(0), 16777619);
  });
  function next(limit) {
    state = (state + 0x6d2b79f5) | 0;
    var mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }
  var options = Array.prototype.slice.call(list.children);
  for (var last = options.length - 1; last > 0; last--) {
    var other = next(last + 1);
    var kept = options[last];
    options[last] = options[other];
    options[other] = kept;
  }
  options.forEach(function (option) { list.appendChild(option); });

  function isRight(option) { return option.dataset.option === card.dataset.right; }
  function reveal(chosen) {
    options.forEach(function (option) {
      if (isRight(option)) option.classList.add("right");
      else if (option.dataset.option === chosen) option.classList.add("wrong");
    });
  }

  if (!front) {
    // Desktop Anki keeps the page between the sides, so the choice is still known; elsewhere it is not, and need not be.
    var made = window.quizgenChoice;
    reveal(made && made.item === item ? made.option : null);
    return;
  }

  window.quizgenChoice = null;
  function choose(option) {
    if (window.quizgenChoice) return;
    window.quizgenChoice = { item: item, option: option.dataset.option };
    reveal(option.dataset.option);
    options.forEach(function (each) {
      each.removeAttribute("role");
      each.removeAttribute("tabindex");
    });
    card.querySelector(".verdict").textContent = isRight(option) ? "Right." : "Not this one.";
  }
  options.forEach(function (option) {
    option.setAttribute("role", "button");
    option.tabIndex = 0;
    option.addEventListener("click", function () { choose(option); });
    option.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      event.stopPropagation();
      choose(option);
    });
  });
  window.quizgenKeys = function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    var option = options[Number(event.key) - 1];
    if (!option || window.quizgenChoice) return;
    event.preventDefault();
    choose(option);
  };
  document.addEventListener("keydown", window.quizgenKeys);
})();
