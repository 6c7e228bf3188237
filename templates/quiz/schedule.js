// When a question comes back: FSRS-6 with its default weights, in whole days, without steps inside a day and
// without chance. The formulas and weights are those that the open-spaced-repetition project publishes.
// A memory is { stability, difficulty, last, due }, the times in milliseconds; null before the first review.

const WEIGHTS = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 0.001, 1.8722, 0.1666, 0.796,
  1.4835, 0.0614, 0.2629, 1.6483, 0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];
const FADING = 0.9 ** (-1 / WEIGHTS[20]) - 1; // stability is the days until nine in ten are still known
const LONGEST_WAIT = 36500;
const DAY_LENGTH = 24 * 60 * 60 * 1000;
const PLAUSIBLE_TIMES = [Date.UTC(2000, 0), Date.UTC(3000, 0)];

/** The memory after a review, graded 1 (again), 2 (hard), 3 (good) or 4 (easy). */
function review(memory, grade, now) {
  const stability = Math.max(0.001, stabilityAfter(memory, grade, now));
  const difficulty = Math.max(1, difficultyAfter(memory, grade)); // 10 is never passed: steps shrink towards it
  const wait = Math.min(Math.max(roundToEven(stability), 1), LONGEST_WAIT); // for a retention of 0.9
  return { stability, difficulty, last: now, due: now + wait * DAY_LENGTH };
}

/** The chance, from 0 to 1, that the answer is still known. */
function retrievability(memory, now) {
  if (!memory) return 0;
  return (1 + (FADING * Math.max(0, daysSince(memory.last, now))) / memory.stability) ** -WEIGHTS[20];
}

/** The days until the question comes back if it gets this grade. */
function daysUntil(memory, grade, now) {
  return Math.round((review(memory, grade, now).due - now) / DAY_LENGTH);
}

/** Whether a value from a file or from storage is a memory that a review can go on from. */
function isMemory(value) {
  const { stability, difficulty, last, due } = value ?? {};
  if (![stability, difficulty, last, due].every(Number.isFinite)) return false;
  const timely = last >= PLAUSIBLE_TIMES[0] && last <= due && due <= PLAUSIBLE_TIMES[1];
  return timely && due - last <= LONGEST_WAIT * DAY_LENGTH && stability > 0 && difficulty >= 1 && difficulty <= 10;
}

function stabilityAfter(memory, grade, now) {
  if (!memory) return WEIGHTS[grade - 1];
  const { stability, difficulty, last } = memory;
  if (daysSince(last, now) < 1) {
    const growth = Math.exp(WEIGHTS[17] * (grade - 3 + WEIGHTS[18])) * stability ** -WEIGHTS[19];
    return stability * (grade > 1 ? Math.max(growth, 1) : growth);
  }
  const faded = 1 - retrievability(memory, now);
  if (grade === 1) {
    const relearned =
      WEIGHTS[11] * difficulty ** -WEIGHTS[12] * ((stability + 1) ** WEIGHTS[13] - 1) * Math.exp(faded * WEIGHTS[14]);
    return Math.min(relearned, stability / Math.exp(WEIGHTS[17] * WEIGHTS[18]));
  }
  const ease = { 2: WEIGHTS[15], 3: 1, 4: WEIGHTS[16] }[grade];
  const growth = Math.exp(WEIGHTS[8]) * (11 - difficulty) * stability ** -WEIGHTS[9] * (Math.exp(faded * WEIGHTS[10]) - 1);
  return stability * (1 + growth * ease);
}

function difficultyAfter(memory, grade) {
  const first = (grade) => WEIGHTS[4] - Math.exp(WEIGHTS[5] * (grade - 1)) + 1;
  if (!memory) return first(grade);
  const moved = memory.difficulty - (WEIGHTS[6] * (grade - 3) * (10 - memory.difficulty)) / 9;
  return WEIGHTS[7] * first(4) + (1 - WEIGHTS[7]) * moved;
}

function daysSince(last, now) {
  return Math.floor((now - last) / DAY_LENGTH);
}

function roundToEven(number) {
  return number % 1 === 0.5 ? 2 * Math.round(number / 2) : Math.round(number);
}
