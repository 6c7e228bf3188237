"""The quiz's scheduler, run in a real browser, against the PyPI package `fsrs` on the same reviews."""

import json
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from fsrs import Card, Rating, Scheduler, State
from playwright.sync_api import Browser, Page
from quizpage import modules

pytestmark = pytest.mark.browser

MINUTE = 60 * 1000
DAY = 24 * 60 * MINUTE
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
NOON = 20_000 * DAY + DAY // 2  # in October 2024
SCHEDULER = Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)
GRADES = (1, 2, 3, 4)
MEMORY = {"stability": 3.2, "difficulty": 5.5, "last": NOON, "due": NOON + 3 * DAY}

# A relative error of a billionth: four decimals hold up to a stability of 50,000 days, and nine digits beyond.
CLOSE = 1e-9


@dataclass(frozen=True, slots=True)
class Review:
    """A grade given at `now`, and a time after it at which one asks what is still known; in milliseconds."""

    grade: int
    now: int
    later: int


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A blank page with the scheduler in it."""
    context = browser.new_context()
    page = context.new_page()
    page.add_script_tag(content=modules("schedule"))
    yield page
    context.close()


def time_of(milliseconds: int) -> datetime:
    """The same time as the package wants it."""
    return EPOCH + timedelta(milliseconds=milliseconds)


def gap(random: Random, manner: str) -> int:
    """From one review to the next: soon, about a day, days to months, or years."""
    match manner:
        case "soon":
            return random.randint(1, 20 * 60) * MINUTE
        case "a day":
            return DAY + random.choice((-MINUTE, -1, 0, 1, MINUTE))
        case "days":
            return round(DAY * 300 ** random.random())
        case _:
            return random.randint(DAY, 6 * 365 * DAY)


def history(random: Random) -> list[Review]:
    """Up to thirty reviews by one learner, who may lean to one grade and to one manner of coming back."""
    manners = ("soon", "a day", "days", "years")
    habit, usual, constancy = random.choice(GRADES), random.choice(manners), random.random()
    now = NOON + random.randint(0, 1000 * DAY)
    reviews = []
    for _ in range(random.randint(1, 30)):
        grade = habit if random.random() < constancy else random.choice(GRADES)
        reviews.append(Review(grade, now, now + gap(random, random.choice(manners))))
        now += gap(random, usual if random.random() < constancy else random.choice(manners))
    return reviews


HISTORIES = [history(Random(seed)) for seed in range(400)]

REPLAY = """(histories) => histories.map((reviews) => {
  let memory = null;
  return reviews.map(({ grade, now, later }) => {
    memory = review(memory, grade, now);
    return { ...memory, known: retrievability(memory, later), valid: isMemory(memory) };
  });
})"""


@pytest.fixture(scope="module")
def replayed(page: Page) -> list[list[dict[str, float]]]:
    """What the browser makes of each history, review by review."""
    plain = [[{"grade": r.grade, "now": r.now, "later": r.later} for r in reviews] for reviews in HISTORIES]
    return page.evaluate(REPLAY, plain)


def expected(reviews: list[Review]) -> Iterator[dict[str, float]]:
    """What the package makes of a history, review by review."""
    card = Card(card_id=1)
    for review in reviews:
        card, _ = SCHEDULER.review_card(card, Rating(review.grade), time_of(review.now))
        yield {
            "stability": card.stability,
            "difficulty": card.difficulty,
            "last": (card.last_review - EPOCH) / timedelta(milliseconds=1),
            "due": (card.due - EPOCH) / timedelta(milliseconds=1),
            "known": SCHEDULER.get_card_retrievability(card, time_of(review.later)),
        }


def test_every_review_of_random_histories_gives_what_the_package_gives(
    replayed: list[list[dict[str, float]]],
) -> None:
    for number, (reviews, states) in enumerate(zip(HISTORIES, replayed, strict=True)):
        for at, (state, wanted) in enumerate(zip(states, expected(reviews), strict=True)):
            where = f"history {number}, review {at}: {reviews[at]}"
            assert (state["last"], state["due"], state["valid"]) == (wanted["last"], wanted["due"], True), where
            for name in ("stability", "difficulty", "known"):
                assert math.isclose(state[name], wanted[name], rel_tol=CLOSE), (where, name, state, wanted)


def test_the_histories_reach_every_grade_and_every_limit(replayed: list[list[dict[str, float]]]) -> None:
    reviews = [review for reviews in HISTORIES for review in reviews]
    states = [state for states in replayed for state in states]
    reached = Counter(
        least_stability=sum(state["stability"] == 0.001 for state in states),
        least_difficulty=sum(state["difficulty"] == 1 for state in states),
        most_difficulty=sum(state["difficulty"] > 9.9 for state in states),
        shortest_wait=sum(state["due"] - state["last"] == DAY for state in states),
        longest_wait=sum(state["due"] - state["last"] == 36500 * DAY for state in states),
    )
    reached.update(f"grade {review.grade}" for review in reviews)
    assert len(reached) == 9
    assert min(reached.values()) >= 10, reached


def test_intervals_are_rounded_half_to_even(page: Page) -> None:
    # A second “hard” on the same day leaves the stability as it is, so that halves stay halves.
    halves = [number + 0.5 for number in range(1, 100)]
    waits = page.evaluate(
        "([memory, halves]) => halves.map((stability) => daysUntil({ ...memory, stability }, 2, memory.last))",
        [MEMORY, halves],
    )
    now = time_of(NOON)
    cards = [Card(1, State.Review, stability=half, difficulty=5.5, due=now, last_review=now) for half in halves]
    assert waits == [(SCHEDULER.review_card(card, Rating.Hard, now)[0].due - now).days for card in cards]
    assert waits[:4] == [2, 2, 4, 4]


def test_a_clock_that_was_set_back_counts_as_the_same_day(page: Page) -> None:
    before = NOON - 400 * DAY
    states = page.evaluate(
        "([memory, now]) => [1, 2, 3, 4].map((grade) => review(memory, grade, now))", [MEMORY, before]
    )
    card = Card(1, State.Review, None, 3.2, 5.5, time_of(NOON + 3 * DAY), time_of(NOON))
    for grade, state in zip(GRADES, states, strict=True):
        wanted, _ = SCHEDULER.review_card(card, Rating(grade), time_of(before))
        assert math.isclose(state["stability"], wanted.stability, rel_tol=CLOSE)
        assert time_of(state["due"]) == wanted.due
    assert page.evaluate("([memory, now]) => retrievability(memory, now)", [MEMORY, before]) == 1


def test_what_was_never_reviewed_is_not_known(page: Page) -> None:
    assert page.evaluate("(now) => retrievability(null, now)", NOON) == 0


def test_the_interval_shown_is_the_interval_that_the_review_gives(page: Page) -> None:
    pairs = page.evaluate(
        """([day, start]) => {
          const pairs = [];
          for (const after of [0.01, 0.9, 1, 3, 40, 4000]) {
            let memory = null;
            for (let now = start, turn = 0; turn < 12; turn++, now += after * day) {
              for (const grade of [1, 2, 3, 4]) {
                pairs.push([daysUntil(memory, grade, now), (review(memory, grade, now).due - now) / day]);
              }
              memory = review(memory, (turn % 4) + 1, now);
            }
          }
          return pairs;
        }""",
        [DAY, NOON],
    )
    assert len(pairs) == 6 * 12 * 4
    assert all(shown == given and shown == int(shown) and shown >= 1 for shown, given in pairs)
    assert len({shown for shown, _ in pairs}) > 20


def test_a_review_leaves_the_memory_it_was_given_alone(page: Page) -> None:
    kept = page.evaluate(
        """([memory, day]) => [1, 2, 3, 4].flatMap((grade) => [0, day, 30 * day].map((after) => {
          const given = Object.freeze({ ...memory });
          const next = review(given, grade, given.last + after);
          return next !== given && JSON.stringify(given) === JSON.stringify(memory);
        }))""",
        [MEMORY, DAY],
    )
    assert kept == [True] * 12


def damaged() -> dict[str, object]:
    """Values that are no memory, by what is wrong with them."""
    values: dict[str, object] = {
        "null": None,
        "a number": 3.2,
        "a text": "memory",
        "true": True,
        "an empty list": [],
        "a list of the numbers": list(MEMORY.values()),
        "a list with a memory in it": [MEMORY],
        "an empty object": {},
        "due before the last review": MEMORY | {"due": NOON - 1},
        "due later than the longest wait": MEMORY | {"due": NOON + 36500 * DAY + 1},
        "times in seconds": MEMORY | {"last": NOON // 1000, "due": NOON // 1000 + 3 * DAY // 1000},
        "times in microseconds": MEMORY | {"last": NOON * 1000, "due": NOON * 1000 + 3 * DAY},
        "times before 1970": MEMORY | {"last": -NOON, "due": -NOON + DAY},
        "difficulty 11": MEMORY | {"difficulty": 11},
        "difficulty a little above 10": MEMORY | {"difficulty": 10.0001},
        "difficulty a little below 1": MEMORY | {"difficulty": 0.9999},
        "stability 0": MEMORY | {"stability": 0},
    }
    wrong = (math.nan, math.inf, -math.inf, -1, None, True, "3", "", [], [3.2], {})
    for name, value in MEMORY.items():
        values[f"no {name}"] = {other: kept for other, kept in MEMORY.items() if other != name}
        values[f"{name} as text"] = MEMORY | {name: str(value)}
        values[f"{name} in a list"] = MEMORY | {name: [value]}
        values |= {f"{name}: {bad!r}": MEMORY | {name: bad} for bad in wrong}
    return values


def test_damaged_values_are_no_memories(page: Page) -> None:
    verdicts = page.evaluate(
        "(values) => Object.fromEntries(Object.entries(values).map(([name, value]) => [name, isMemory(value)]))",
        damaged(),
    )
    assert len(verdicts) > 70
    assert [name for name, verdict in verdicts.items() if verdict is not False] == []


def test_numbers_too_large_for_a_file_are_no_memories(page: Page) -> None:
    text = json.dumps(MEMORY)
    texts = [
        text,
        text.replace("3.2", "1e400"),
        text.replace("5.5", "-1e400"),
        text.replace(str(MEMORY["due"]), "1e400"),
    ]
    verdicts = page.evaluate("(texts) => [...texts.map((text) => isMemory(JSON.parse(text))), isMemory()]", texts)
    assert verdicts == [True, False, False, False, False]


def test_memories_at_the_limits_are_memories_and_can_be_reviewed(page: Page) -> None:
    edges = [
        MEMORY | edge
        for edge in (
            {"difficulty": 1},
            {"difficulty": 10},
            {"stability": 5e-324},
            {"stability": 1e300},
            {"due": NOON},
            {"due": NOON + 36500 * DAY},
        )
    ]
    verdicts = page.evaluate(
        """([edges, day]) => edges.map((edge) => isMemory(edge) && [1, 2, 3, 4].every((grade) =>
          [0, day, 900 * day].every((after) => isMemory(review(edge, grade, edge.last + after)))))""",
        [edges, DAY],
    )
    assert verdicts == [True] * len(edges)
