// What a learner's browser keeps of a deck: when each item is due, the rounds so far, the round that was left.
// Where storage is refused, all works the same and ends with the page.

const FORMAT = "quizgen.progress/1";
const PLACE = `quizgen/${page.deck}`;
const NEW_A_DAY = 10;
const ROUNDS_KEPT = 100;

let kept = { memories: {}, rounds: [], left: null };
let isKept = true; // whether the browser lets the page keep anything
let isRead = false;

/** Reads what is kept, as another window may have left it. */
function progress() {
  isRead = true;
  if (isKept) {
    try {
      kept = readProgress(parsed(localStorage.getItem(PLACE)));
    } catch {
      isKept = false;
    }
  }
  return kept;
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Changes what is kept. */
function keep(change) {
  change(progress());
  if (!isKept) return;
  try {
    localStorage.setItem(PLACE, JSON.stringify(kept));
  } catch {
    isKept = false;
  }
}

/** Progress from outside, with whatever does not look like it left out. */
function readProgress(given) {
  const memories = Object.entries(given?.memories ?? {}).filter(([, memory]) => isMemory(memory));
  const isRound = (round) => round && [round.at, round.right, round.total].every(Number.isFinite) && MODES.includes(round.mode);
  const rounds = Array.isArray(given?.rounds) ? given.rounds.filter(isRound) : [];
  return { memories: Object.fromEntries(memories), rounds, left: given?.left ?? null };
}

/** What is remembered of an item, null before its first review. */
function memoryOf(item) {
  return kept.memories[item.id] ?? null;
}

/** Enters reviews, [{ item, before, grade }]: of items known so well before (null: never asked), graded 1 to 4. */
function remember(reviews) {
  const now = Date.now();
  keep(({ memories }) => {
    for (const { item, before, grade } of reviews) {
      memories[item.id] = { ...review(before, grade, now), since: before?.since ?? now };
    }
  });
}

/** The items of a pool that are due before tomorrow, the least known first, then as many new ones as a day may bring. */
function dueOf(pool) {
  const [today, tomorrow] = [0, 24].map((hour) => new Date().setHours(hour, 0, 0, 0));
  const now = Date.now();
  const due = pool.filter((item) => memoryOf(item)?.due < tomorrow);
  due.sort((one, other) => retrievability(memoryOf(one), now) - retrievability(memoryOf(other), now));
  const begun = items.map((item) => memoryOf(item)?.since).filter((since) => since >= today && since < tomorrow).length;
  const fresh = pool.filter((item) => !memoryOf(item));
  return [...due, ...fresh.slice(0, Math.max(NEW_A_DAY - begun, 0))];
}

/** How well an item is known now: "new", "weak" or "known". */
function knowledgeOf(item) {
  const memory = memoryOf(item);
  if (!memory) return "new";
  return memory.due > Date.now() && memory.stability >= 7 ? "known" : "weak";
}

/** The progress as a file. */
function progressFile() {
  const { memories, rounds } = progress();
  return JSON.stringify({ format: FORMAT, deck: page.deck, memories, rounds }, null, 1);
}

/** Takes the progress of a file in: of each item the later review, of the rounds all. The number of items, null if it is no such file. */
function takeIn(text) {
  const given = parsed(text);
  if (given?.format !== FORMAT || given.deck !== page.deck) return null;
  const { memories, rounds } = readProgress(given);
  keep((own) => {
    for (const [id, memory] of Object.entries(memories)) {
      if (!(own.memories[id]?.last >= memory.last)) own.memories[id] = memory;
    }
    const known = new Set(own.rounds.map((round) => round.at));
    own.rounds = [...own.rounds, ...rounds.filter((round) => !known.has(round.at))].sort((one, other) => one.at - other.at);
  });
  return Object.keys(memories).length;
}

/** Offers text as a file to save. */
function saveFile(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  make("a", { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
}
