// The picture: a deck's events on an axis of time, as marks that open, and the same events as a table.
// An event is { item, text, first, last, state }; its days, like those of a period { from, to }, count from 1970.

const SHORTEST_PERIOD = 7;
const LONGEST_LIST = 200;
const ROWS = 4; // of labels, and of bars
// Ticks stand at days, months or years: as they are written, so that 100 BC, the year −99, is a round year too.
const UNITS = [
  { days: 1, steps: [1, 2, 7, 14], at: (k) => k },
  { days: 30.44, steps: [1, 3, 6], at: (k) => dayNumber(0, k + 1, 1) },
  { days: 365.25, steps: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000], at: (k) => dayNumber(k > 0 ? k : k + 1, 1, 1) },
];
const writers = {};

/** The screen of the timeline. */
function showTimeline(paper) {
  const events = poolOf(paper)
    .filter((item) => item.span)
    .map((item) => ({ item, ...item.span, text: item.event || `${item.stem} ${item.key}`, state: knowledgeOf(item) }))
    .sort((one, other) => one.first - other.first || one.last - other.last);
  const heading = make("h2", {}, say("mode_timeline"));
  const back = make("p", { class: "actions" }, button("to_start", () => showStart(paper)));
  if (!events.length) return show("timeline", heading, heading, make("p", {}, say("few_events")), back);
  const [first, last] = [events[0].first, lastOf(events) + 1];
  const room = Math.max(SHORTEST_PERIOD - (last - first), 0) / 2;
  const whole = { from: first - room, to: last + room };
  let [period, seen, marks, current, opened, size] = [whole, events, [], null, null, null];

  const where = make("p", { id: "period", class: "hint" });
  const tools = [
    button("zoom_in", () => zoom(1 / 2)),
    button("zoom_out", () => zoom(2)),
    button("earlier", () => zoom(1, -1 / 2)),
    button("later", () => zoom(1, 1 / 2)),
    button("zoom_all", () => look(whole)),
  ];
  const picture = draw("svg", { role: "group", "aria-labelledby": "period", onkeydown: press });
  const dot = () => draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, draw("rect", { class: "shape", x: 1, y: 1, width: 14, height: 14, rx: 7 }));
  const key = ["known", "weak", "new"].map((state) => make("span", { class: state }, dot(), " ", say(`is_${state}`)));
  const figure = make("figure", { class: "timeline" }, picture, make("figcaption", {}, key, make("span", {}, say("mark_shapes"))));
  const region = make("section", { class: "opened", "aria-label": say("opened") }, make("p", { class: "hint" }, say("open_mark")));
  const table = make("details", { ontoggle: list }, make("summary", {}, say("as_table")));
  show("timeline", heading, heading, where, make("div", { class: "actions tools" }, tools), figure, region, table, back);
  look(whole);
  new ResizeObserver(() => requestAnimationFrame(refit)).observe(figure); // its height follows the size of text

  /** Shows a period, or as much of it as there is. */
  function look({ from, to }) {
    const length = Math.min(Math.max(to - from, SHORTEST_PERIOD), whole.to - whole.from);
    const start = Math.min(Math.max((from + to - length) / 2, whole.from), whole.to - length);
    period = { from: start, to: start + length };
    seen = events.filter(({ first, last }) => first < period.to && last >= period.from);
    where.textContent = `${writePeriod(period)} · ${count("events", seen.length)}`;
    announce(where.textContent);
    redraw();
    list();
  }

  /** Changes the period's length, or moves it by a share of it. */
  function zoom(factor, share = 0) {
    const length = period.to - period.from;
    const middle = period.from + (0.5 + share) * length;
    look({ from: middle - (factor * length) / 2, to: middle + (factor * length) / 2 });
  }

  function refit() {
    const before = size;
    size = `${figure.clientWidth} ${getComputedStyle(picture).fontSize}`;
    if (figure.clientWidth && size !== before) redraw();
  }

  function redraw() {
    const isFocused = picture.contains(document.activeElement);
    marks = paint(picture, figure.clientWidth, seen, period);
    for (const mark of marks) mark.element.addEventListener("click", () => open(mark));
    if (marks.length) turnTo(marks.find((mark) => mark.events.includes(current)) ?? marks[0], isFocused);
  }

  /** Makes a mark the one that the keys stand at. */
  function turnTo(mark, isFocused = true) {
    if (isFocused) [current] = mark.events;
    for (const { element, events } of marks) {
      element.setAttribute("tabindex", element === mark.element ? 0 : -1);
      element.setAttribute("aria-current", events.includes(opened));
    }
    if (isFocused) mark.element.focus();
  }

  function press(event) {
    const at = marks.findIndex(({ element }) => element === event.target);
    const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: marks.length - 1, Enter: at, " ": at }[event.key];
    if (!marks[to] || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    if (/^(Enter| )$/.test(event.key)) open(marks[at]);
    else turnTo(marks[to]);
  }

  /** Goes nearer to the events of a mark; where that would not part them, or there is one, says what happened. */
  function open(mark) {
    const [from, to] = [mark.events[0].first, lastOf(mark.events) + 1];
    const margin = (to - from) / 10;
    const isNearer = Math.max(to - from + 2 * margin, SHORTEST_PERIOD) < 0.9 * (period.to - period.from);
    if (isNearer && mark.events.some(({ first, last }) => first > from || last < to - 1)) {
      [current] = mark.events;
      return look({ from: from - margin, to: to + margin });
    }
    [opened] = mark.events;
    turnTo(mark);
    const told = mark.events.slice(0, LONGEST_LIST).flatMap(({ item, text, state }) => [
      quoted("h3", {}, text),
      make("p", { class: "hint" }, `${whenOf(item)} · ${say(`is_${state}`)}`),
      proofOf(item, 4),
    ]);
    region.replaceChildren(...told, noteOf(mark.events));
    announce(`${say("opened")}: ${nameOf(mark)}`);
    region.scrollIntoView({ block: "nearest" });
  }

  function list() {
    if (!table.open) return;
    const head = ["date", "event", "state"].map((word) => make("th", { scope: "col" }, say(`table_${word}`)));
    const rows = seen.slice(0, LONGEST_LIST).map(({ item, text, state }) =>
      make("tr", {}, make("td", {}, whenOf(item)), quoted("td", {}, text), make("td", {}, say(`is_${state}`))),
    );
    const body = make("table", { "aria-labelledby": "period" }, make("thead", {}, make("tr", {}, head)), make("tbody", {}, rows));
    while (table.childElementCount > 1) table.lastChild.remove(); // the first has the focus
    table.append(body, noteOf(seen));
  }
}

function lastOf(events) {
  return events.reduce((latest, { last }) => Math.max(latest, last), -Infinity);
}

function noteOf({ length }) {
  return length > LONGEST_LIST ? make("p", { class: "hint" }, say("first_rows", { n: LONGEST_LIST, total: length })) : "";
}

function nameOf({ events }) {
  const [{ item, text, first, state }] = events;
  if (events.length === 1) return `${text} · ${whenOf(item)} · ${say(`is_${state}`)}`;
  return `${count("events", events.length)} · ${writePeriod({ from: first, to: lastOf(events) + 1 })}`;
}

/** Draws the events of a period; gives their marks in order. */
function paint(picture, width, events, period) {
  const em = parseFloat(getComputedStyle(document.documentElement).fontSize);
  const scale = (width - 4 * em) / (period.to - period.from);
  const xOf = (day) => 2 * em + (day - period.from) * scale;
  const marks = marksOf(events, xOf, width, em);
  const lanes = Math.max(...marks.map(({ lane }) => lane), 0);
  const base = (1.5 * (ROWS + lanes) + 1) * em; // where the axis is
  const ticks = ticksOf(period, (6 * em) / scale).flatMap(({ day, text }) => {
    const x = xOf(day);
    const isWhole = x > 2.5 * em && x < width - 2.5 * em;
    return [draw("path", { d: `M${x} 0V${base + em}` }), isWhole ? draw("text", { x, y: base + 2.25 * em }, text) : ""];
  });
  const half = draw("linearGradient", { id: "half", x2: 0, y2: 1 }, draw("stop", { offset: 0.5 }), draw("stop", { offset: 0.5 }));
  const backdrop = draw("g", { "aria-hidden": "true" }, half, ticks, draw("path", { class: "axis", d: `M0 ${base}H${width}` }));
  picture.replaceChildren(backdrop);
  const ends = [];
  for (const mark of marks) {
    const y = base - 1.5 * mark.lane * em;
    mark.element = drawMark(mark, y, em);
    picture.append(mark.element);
    if (mark.events.length === 1) caption(mark, y, { low: base - (1.5 * lanes + 1.25) * em, ends, width, em });
  }
  const top = 1.5 * (ROWS - ends.length) * em; // rows without a label are cut off
  const height = base + 2.5 * em - top;
  for (const [name, value] of Object.entries({ width, height, viewBox: `0 ${top} ${width} ${height}` })) picture.setAttribute(name, value);
  return marks;
}

/** Marks { events, from, to, lane } of one event or of several that would overlap; lane 0 is the axis, bars stand above. */
function marksOf(events, xOf, width, em) {
  const lanes = Array.from({ length: ROWS + 1 }, () => []);
  for (const event of events) {
    let [from, to] = [Math.max(xOf(event.first), 0), Math.min(xOf(event.last + 1), width)];
    const isBar = event.first < event.last && to - from > 1.5 * em;
    if (!isBar) {
      const middle = Math.min(Math.max((from + to) / 2, em), width - 2 * em);
      [from, to] = [middle - 0.75 * em, middle + 0.75 * em];
    }
    const own = isBar ? lanes.slice(1) : [lanes[0]];
    const lane = own.find((marks) => !(marks.at(-1)?.to > from)) ?? own.at(-1);
    const last = lane.at(-1);
    if (last?.to > from) {
      last.events.push(event);
      last.to = isBar ? Math.max(last.to, to) : last.from + 2.5 * em;
    } else {
      lane.push({ events: [event], from, to, lane: lanes.indexOf(lane) });
    }
  }
  return lanes.flat().sort((one, other) => one.from - other.from);
}

function drawMark(mark, y, em) {
  const { events, from, to, lane } = mark;
  const [{ state, first, last }] = events;
  const isOne = events.length === 1;
  const box = (name, height, inset, rx) => draw("rect", { class: name, x: from + inset, y: y - height / 2, width: to - from - 2 * inset, height, rx });
  const shape = box("shape", (isOne ? 0.875 : 1.375) * em, (isOne && !lane ? 0.3125 : 0.0625) * em, (isOne && first < last ? 0.25 : 0.7) * em);
  const number = isOne ? "" : draw("text", { x: (from + to) / 2, y: y + 0.3 * em }, String(events.length));
  const known = events.every((event) => event.state === state) ? state : "weak";
  return draw("g", { class: `mark ${known}${isOne ? "" : " cluster"}`, role: "button", "aria-label": nameOf(mark) }, shape, number, box("hit", 1.5 * em, 0, em / 2));
}

/** Writes what happened above a mark, in the lowest row with room for it. */
function caption({ element, events, from, to, lane }, y, { low, ends, width, em }) {
  const { text } = events[0];
  const short = text.length > 30 ? `${Array.from(text.slice(0, 28)).join("")}…` : text;
  const x = lane ? from + em / 2 : (from + to) / 2;
  const words = draw("text", { lang: deckList.lang, "aria-hidden": "true" }, short);
  element.before(words);
  const length = words.getComputedTextLength();
  const left = Math.min(x - 2, width - length);
  let row = ends.findIndex((end) => end <= left);
  if (row < 0) row = ends.length;
  if (row >= ROWS || left < 0) return words.remove();
  ends[row] = left + length + em;
  words.setAttribute("x", left);
  words.setAttribute("y", low - 1.5 * row * em);
  words.before(draw("path", { d: `M${x} ${y - 0.5 * em}V${low - (1.5 * row - 0.25) * em}` }));
}

function ticksOf({ from, to }, apart) {
  const form = UNITS.findIndex(({ days, steps }) => days * steps.at(-1) >= apart);
  const { days, steps, at } = UNITS.at(form);
  const step = steps.find((each) => each * days >= apart) ?? steps.at(-1);
  const ticks = [];
  for (let k = Math.floor((from - at(0)) / days / step) * step; at(k) < to; k += step) ticks.push(at(k));
  return ticks.filter((day) => day >= from).map((day) => ({ day, text: write(day, day, form) }));
}

/** From one day to another in the interface's language; its form is 0 to the day, 1 to the month, 2 to the year. */
function write(first, last, form) {
  const era = yearOf(first) < 1 ? "short" : undefined;
  const parts = { timeZone: "UTC", year: "numeric", month: form < 2 ? "short" : undefined, day: form < 1 ? "numeric" : undefined, era };
  const writer = (writers[`${form} ${era}`] ??= new Intl.DateTimeFormat(page.locale, parts)); // slow to make
  return writer.formatRange(first * DAY_LENGTH, last * DAY_LENGTH);
}

function writePeriod({ from, to }) {
  return write(Math.floor(from), Math.ceil(to) - 1, to - from > 1500 ? 2 : to - from > 100 ? 1 : 0);
}

/** When an item's event was, as exactly as is known. */
function whenOf({ date, span: { first, last } }) {
  const ends = [first, last + 1].map((day) => new Date(day * DAY_LENGTH));
  const written = write(first, last, ends.some((end) => end.getUTCDate() > 1) ? 0 : ends.some((end) => end.getUTCMonth()) ? 1 : 2);
  const blur = { "..": "date_before", "/..": "date_after", "~": "date_about" }[date.match(/^\.\.|\/\.\.$|~$/)?.[0]];
  return blur ? say(blur, { date: written }) : written;
}
