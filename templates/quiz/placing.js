// The game of the timeline: one event after another is put in its place in a line that grows.

const LEAST_EVENTS = 3;
const LONGEST_LINE = 9;

/** The events of a game, as items, in its order: no two of them can have been at the same time. */
function eventsOf(paper) {
  const isSure = ({ event, span, date }) => event && span && !/~|\.\./.test(date);
  const pool = shuffled(poolOf(paper).filter(isSure), paper.name, (item) => item.id);
  const length = ({ span }) => span.last - span.first;
  const sharp = [...pool].sort((one, other) => length(one) - length(other)); // where a long event would shut out many
  const [some, others] = [pool, sharp].map((order) => apart(order, Math.max(LEAST_EVENTS, Math.min(paper.size || LONGEST_LINE, LONGEST_LINE))));
  return others.length > some.length ? others : some;
}

function apart(pool, most) {
  const line = [];
  const meets = (one, other) => one.event === other.event || (one.span.first <= other.span.last && other.span.first <= one.span.last);
  for (const item of pool) if (line.length < most && !line.some((other) => meets(item, other))) line.push(item);
  return line;
}

/** Plays a paper's events: each is asked as what happened, and answered by when. */
function playTimeline(paper) {
  const [first, ...events] = eventsOf(paper).map((item) => ({ ...item, stem: item.event, key: whenOf(item) }));
  ask({ paper, line: [first], steps: events.map((item) => ({ form: "place", items: [item] })), at: 0, answers: [] });
}

/** The places between the events of a round's line. */
function offerPlace({ items: [item] }, { line }, body, settle) {
  const places = [...line, null].map((after, n) => placeBetween(line[n - 1], after));
  const slots = places.map((place, n) => {
    const beside = [n - 1, n].filter((at) => line[at]).map((at) => `placed-${at}`);
    const slot = optionButton(n, make("span", { class: "text" }, place), () => choose(n));
    slot.setAttribute("aria-describedby", beside.join(" "));
    return slot;
  });
  const rows = slots.flatMap((slot, n) => [make("li", {}, slot), line[n] ? placed(line[n], n) : ""]);
  body.append(make("p", { class: "hint" }, say("place_it")), make("ol", { class: "options places", "aria-label": say("events") }, rows));
  const own = line.filter(({ span }) => span.first < item.span.first).length;
  let chosen = -1;
  return { choose, mark: show };

  function choose(n) {
    if (!slots[n] || chosen >= 0) return;
    chosen = n;
    settle([answered(item, places[n], n === own)]);
  }

  function show([{ right }]) {
    line.splice(own, 0, item);
    slots[own].parentElement.after(placed(item, "here"));
    for (const slot of slots) if (slot !== slots[chosen]) slot.parentElement.remove();
    slots[chosen].setAttribute("aria-disabled", "true");
    labelGiven(slots[chosen], right);
    slots[chosen].focus({ preventScroll: true });
  }
}

function placeBetween(before, after) {
  if (before && after) return say("place_between", { before: before.key, after: after.key });
  return before ? say("place_after", { date: before.key }) : say("place_before", { date: after.key });
}

function placed(item, n) {
  return make("li", { class: `placed ${n}`, id: `placed-${n}` }, make("strong", {}, item.key), " ", quoted("span", {}, item.event));
}
