"""
Time expressions: every rule's own examples, cases of a paragraph, anchors, kinds of document, hostile text, corpora.
"""

import itertools
import json
import re
import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.annotation import Basis
from quizgen.annotators.timexes import (
    RULES,
    amounts,
    borrow_anchors,
    clock,
    days,
    decide_kind,
    find_timexes,
    numerals,
    relative,
    seasons,
    vague,
    years,
)
from quizgen.annotators.timexes.expressions import Rule
from quizgen.annotators.timexes.prefixes import AMOUNTS, CALENDAR, Prefix
from quizgen.document import Anchor, AnchorBasis, Block, BlockKind, Document, Source, Span
from quizgen.readers import read_all

CORPUS = Path(__file__).parent / "corpus" / "timexes"
BENCH = Path(__file__).parents[1] / ".." / "shared" / "bench"
NOW = date(2015, 10, 1)
MARKED = re.compile(r"\[([^\]]*)\]")


def published(day: date) -> Anchor:
    return Anchor(day, AnchorBasis.PUBLISHED, day.isoformat())


def document(text: str, anchor: Anchor | None, kind: str | None = None) -> Document:
    """A document with one paragraph a line."""
    blocks = tuple(
        Block(Span(match.start(), match.end()), BlockKind.PARAGRAPH, anchor) for match in re.finditer(r"[^\n]+", text)
    )
    day = anchor.day if anchor is not None and anchor.basis is AnchorBasis.PUBLISHED else None
    return Document("test", text, Source(published=day, kind=kind), blocks)


def news(text: str, day: date = NOW) -> Document:
    return document(text, published(day), "news")


def shown(rule: Rule, sentence: str) -> Document:
    return document(sentence, published(NOW), "narrative" if rule.narrative_only else "news")


def examples() -> Iterator[tuple[Rule, str, str]]:
    for rule in RULES:
        for value, sentences in rule.finds.items():
            for sentence in sentences:
                yield rule, value, sentence


@pytest.mark.parametrize(("rule", "value", "sentence"), list(examples()), ids=lambda one: getattr(one, "name", one))
def test_a_rule_finds_what_it_shows(rule: Rule, value: str, sentence: str) -> None:
    marked = MARKED.search(sentence)
    assert marked is not None, "an example marks its expression in square brackets"
    text = sentence.replace("[", "").replace("]", "")
    start = sentence.index("[")
    found = [timex for timex in find_timexes(shown(rule, text)) if timex.span.start == start]
    assert [timex.span.of(text) for timex in found] == [marked[1]]
    first, _, last = value.partition("/")
    assert (found[0].value, found[0].end_value or "", found[0].rule) == (first, last, rule.name)


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [(rule, sentence) for rule in RULES for sentence in rule.ignores],
    ids=lambda one: getattr(one, "name", one),
)
def test_a_rule_ignores_its_near_misses(rule: Rule, sentence: str) -> None:
    assert [timex for timex in find_timexes(shown(rule, sentence)) if timex.rule == rule.name] == []


@pytest.mark.parametrize("prefix", [*CALENDAR, *AMOUNTS], ids=lambda prefix: prefix.finds)
def test_a_prefix_widens_what_it_shows(prefix: Prefix) -> None:
    marked = MARKED.search(prefix.finds)
    assert marked is not None
    text = prefix.finds.replace("[", "").replace("]", "")
    (found,) = find_timexes(news(text))
    assert (found.span.of(text), found.mod) == (marked[1], prefix.mod)


@pytest.mark.parametrize(
    ("word", "mod"),
    [("before", "BEFORE"), ("after", "AFTER"), ("by", "ON_OR_BEFORE"), ("since", "ON_OR_AFTER"), ("in", None)],
)
def test_a_preposition_turns_a_date(word: str, mod: str | None) -> None:
    (found,) = find_timexes(news(f"It had fallen {word} May 2014."))
    assert found.mod == mod


def test_every_rule_shows_what_it_finds_and_what_it_does_not() -> None:
    assert [rule.name for rule in RULES if not rule.finds or not rule.ignores] == []
    assert len({rule.name for rule in RULES}) == len(RULES)


def case(path: Path) -> tuple[dict[str, str], str, list[str]]:
    head, text, expected = re.split(r"\n---\n", path.read_text(encoding="utf-8"), maxsplit=2)
    return dict(line.split(": ", 1) for line in head.splitlines()), text, expected.strip().splitlines()


CASES = sorted(CORPUS.glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_corpus(path: Path, request: pytest.FixtureRequest) -> None:
    head, text, expected = case(path)
    if "gap" in head:
        request.applymarker(pytest.mark.xfail(reason=head["gap"], strict=True))
    anchor = published(date.fromisoformat(head["published"])) if "published" in head else None
    found = find_timexes(document(text, anchor, head.get("kind")))
    lines = []
    for timex in found:
        value = f"{timex.value}/{timex.end_value}" if timex.end_value else timex.value
        lines.append(" | ".join(filter(None, (timex.span.of(text), timex.type, value, timex.mod, timex.basis))))
    assert lines == expected


def test_a_weekday_shows_its_working() -> None:
    anchor = Anchor(date(2015, 10, 1), AnchorBasis.HEADING, "1 October 2015")
    (timex,) = find_timexes(document("Jets struck ten targets on Wednesday.", anchor, "news"))
    assert timex.working == "“Wednesday” + heading “1 October 2015” → 30 September 2015"
    assert (timex.basis, timex.anchor) == (Basis.WEEKDAY, anchor)


def test_an_explicit_date_needs_no_working() -> None:
    (timex,) = find_timexes(news("It began on 30 September 2015."))
    assert (timex.basis, timex.working, timex.anchor) == (Basis.EXPLICIT, "", None)


def test_a_weekday_under_an_uncertain_anchor_is_vague() -> None:
    anchor = Anchor(NOW, AnchorBasis.PUBLISHED, "1 October 2015", certain=False)
    vague, sure = find_timexes(document("They left on Monday, and not on September 14.", anchor, "news"))
    assert (vague.basis, sure.basis) == (Basis.VAGUE, Basis.COMPLETED)


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The minister said on Thursday that they would leave.", "2015-10-01"),
        ("The ministers will meet on Thursday.", "2015-10-01"),
        ("“We will respond,” he said on Wednesday.", "2015-09-30"),
        ("The trial is set to begin on Wednesday.", "2015-10-07"),
        ("On Wednesday, the court will hear him.", "2015-10-07"),
        ("On Wednesday, the court heard him.", "2015-09-30"),
    ],
)
def test_tense_turns_a_weekday(sentence: str, value: str) -> None:
    assert [timex.value for timex in find_timexes(news(sentence))] == [value]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("If they win the vote in December, taxes will fall.", "2015-12"),
        ("Voters were told to come out in November.", "2015-11"),
        ("The company failed in December.", "2014-12"),
        ("It opened in March and closed in August.", "2015-03"),
        ("It opened on 20 December with a fair.", "2014-12-20"),
        ("It will open on 20 January with a fair.", "2016-01-20"),
        ("He was arrested in May 2009 and freed in July.", "2009-05"),
    ],
)
def test_a_year_less_date_in_news_is_the_likely_one(sentence: str, value: str) -> None:
    assert find_timexes(news(sentence))[0].value == value


@pytest.mark.parametrize(
    ("sentence", "day", "values"),
    [
        ("Much has changed since Sept. 11.", NOW, []),
        ("He left on Sept. 11.", NOW, ["2015-09-11"]),
        ("The shop has been shut since Sept. 11.", date(2015, 9, 20), ["2015-09-11"]),
        ("The shop has been shut since Sept. 12.", NOW, ["2015-09-12"]),
    ],
)
def test_a_day_that_names_attacks_is_no_date(sentence: str, day: date, values: list[str]) -> None:
    assert [timex.value for timex in find_timexes(news(sentence, day))] == values


def test_a_week_runs_from_its_first_day_to_its_last() -> None:
    past = find_timexes(news("It was shut from Monday to Friday."))
    ahead = find_timexes(news("It will be shut from Monday to Friday."))
    assert [(timex.value, timex.end_value) for timex in (*past, *ahead)] == [
        ("2015-09-21", "2015-09-25"),
        ("2015-09-25", None),
        ("2015-10-05", "2015-10-09"),
        ("2015-10-09", None),
    ]


@pytest.mark.parametrize(
    ("sentence", "end", "joint"),
    [
        ("It ran from 3 to 7 May 2015.", "2015-05-07", "range"),
        ("It ran between March and May 2011.", "2011-05", "range"),
        ("They met on 6 and 9 May 2015.", "2015-05-09", "list"),
        ("They met on 6, 7 and 8 May 2015.", "2015-05-08", "range"),
        ("They met on 6, 9 and 12 May 2015.", "2015-05-12", "series"),
        ("It fell in 1941, 1942 and 1943.", "1943", "range"),
        ("It fell in 1941, 1945 and 1949.", "1949", "series"),
        ("It fell on 5 or 6 June 1851.", "1851-06-06", "choice"),
        ("He was born in 490/489 BC.", "BC0489", "choice"),
        ("It fell in the 1960s and 1970s.", "197", "list"),
        ("It grew from the 16th to the 18th century.", "17", "range"),
    ],
)
def test_two_ends_say_how_they_belong_together(sentence: str, end: str, joint: str) -> None:
    first = find_timexes(news(sentence))[0]
    assert (first.end_value, first.joint) == (end, joint)


def test_a_second_range_is_one_of_its_own() -> None:
    found = find_timexes(news("It was open from 1939 to 1941 and from 1945 to 1949."))
    assert [(timex.value, timex.end_value) for timex in found if timex.end_value] == [
        ("1939", "1941"),
        ("1945", "1949"),
    ]


def test_a_month_beside_an_earlier_year_belongs_to_it() -> None:
    found = find_timexes(news("He was arrested in May 2009 and freed in July."))
    assert [timex.value for timex in found] == ["2009-05", "2009-07"]


def test_the_day_comes_first_where_the_document_shows_it() -> None:
    assert [timex.value for timex in find_timexes(news("Sent 25/10/2015, answered 3/11/2015."))] == [
        "2015-10-25",
        "2015-11-03",
    ]
    assert [timex.value for timex in find_timexes(news("Sent 10/25/2015, answered 11/3/2015."))] == [
        "2015-10-25",
        "2015-11-03",
    ]


def test_a_date_in_figures_that_stays_ambiguous_is_vague() -> None:
    (timex,) = find_timexes(news("It was sent on 3/4/2015."))
    assert timex.basis is Basis.VAGUE


@pytest.mark.parametrize(("kind", "value"), [("news", "2015-03"), ("narrative", "1941-03")], ids=["news", "narrative"])
def test_a_year_less_month_is_counted_from_what_the_kind_says(kind: str, value: str) -> None:
    text = "In January 1941 the army retreated. In March it came back."
    assert find_timexes(document(text, published(NOW), kind))[-1].value == value


HISTORY = "The war began in May 1846. In June 1846 it spread. By 1847 it was lost, and in 1848 a treaty was signed."
JOURNAL = Anchor(date(1969, 7, 16), AnchorBasis.HEADING, "16 July 1969")
REPORT = "The minister said on Monday that talks would begin next week. Yesterday he met envoys, as he did in 1999."


def test_the_kind_of_a_document_is_recognised() -> None:
    assert decide_kind(document(HISTORY, published(NOW))).kind == "narrative"
    assert decide_kind(document(REPORT, published(NOW))).kind == "news"
    assert decide_kind(document(HISTORY, None)).kind == "narrative"
    assert decide_kind(document(HISTORY, JOURNAL)).kind == "news", "told day by day"
    stated = decide_kind(document(HISTORY, published(NOW), "news"))
    assert (stated.kind, "metadata" in stated.reason) == ("news", True)


def test_a_date_mentioned_in_passing_does_not_move_the_story() -> None:
    text = (
        "On 10 March 1975 the general attacked. The plan foresaw a campaign planned for 1976. "
        "The line collapsed on 11 March."
    )
    assert find_timexes(document(text, None, "narrative"))[-1].value == "1975-03-11"


HOSTILE = (
    "1", "12 ", "1 October ", "the ", "a ", "early ", "October ", "“", "3-", "19", "one ", "last ", "(", "twenty-",
    "\n", "in the ", "111,", "1.", "1:1", "1999-", "1 and ", "499-", "1/1/", "10:10 ", "half a ", "Monday ",
    "said. ", "will ",
)  # fmt: skip


# Long enough that a pattern of quadratic cost would not come to its end; benchmarks/hostile.py prints how cost grows.
LONG = 300_000


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_is_read_to_its_end(piece: str) -> None:
    text = (piece * LONG)[:LONG]
    one = Document("x", text, Source(kind="narrative"), (Block(Span(0, len(text)), BlockKind.PARAGRAPH),))
    spans = [timex.span for timex in find_timexes(one)]
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_each_pattern_comes_to_its_end(rule: Rule) -> None:
    for piece in (
        "1",
        "a ",
        "the first ",
        "October 1",
        "12 and ",
        "early ",
        "two thousand ",
        "-",
        " ",
        "111,",
        "1.1",
        "9,",
    ):
        match = rule.pattern.match((piece * LONG)[:LONG])
        assert match is None or match.end() < LONG, "no form of words is as long as the text"


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=200), st.dates())
def test_no_text_raises_and_spans_stay_in_order(text: str, day: date) -> None:
    found = find_timexes(document(text, published(day), "narrative")) + find_timexes(document("", None))
    spans = [timex.span for timex in found]
    assert all(before.end <= after.start for before, after in itertools.pairwise(spans))
    assert all(0 <= span.start < span.end <= len(text) for span in spans)


WORDS = (
    "May 5 12 1999 Monday last the two days later of BC - 2015-02-31 century mid- 31 February half hundred 99999 "
    "centuries ago 0 to and ( quarter spring Easter 10:99 p.m. 24 9999 next years 5/6/15 overnight fiscal the end of"
).split()


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.dates(), st.sampled_from(["news", "narrative"]))
def test_no_heap_of_time_words_raises(words: list[str], day: date, kind: str) -> None:
    text = " ".join(words)
    for timex in find_timexes(document(text, published(day), kind)):
        assert timex.span.of(text).strip()


def _bench(corpus: str) -> Iterator[tuple[dict[str, object], Document]]:
    folder = BENCH / corpus
    if not folder.exists():
        pytest.skip(f"the development corpus {corpus} is not beside this checkout")
    for line in (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        path = folder / "docs" / f"{gold['document']}.txt"
        sidecar = path.with_suffix(".toml").read_text(encoding="utf-8")
        day = None if "None" in sidecar else tomllib.loads(sidecar)["published"]
        text = path.read_bytes().decode()
        yield gold, document(text, published(day) if day else None)


@pytest.mark.parametrize(("corpus", "least"), [("wikiwars", 0.88), ("meantime", 0.83)])
def test_development_corpora(corpus: str, least: float) -> None:
    wanted = right = found = 0
    for gold, one in _bench(corpus):
        timexes = find_timexes(one)
        expected = gold["timexes"]
        assert isinstance(expected, list)
        wanted += len(expected)
        found += len(timexes)
        for timex in expected:
            right += any(
                mine.span.overlaps(Span(timex["start"], timex["end"])) and mine.value == timex["value"]
                for mine in timexes
            )
    assert 2 * right / (wanted + found) >= least


# Facts of the five seed texts whose day has to be had from the words of their sentence, or from the section it is in.
DATED_BY_WORDS = {"explicit", "weekday"}


def test_days_of_the_seed_texts(shared: Path) -> None:
    documents = {one.id: one for one in borrow_anchors(read_all(sorted((shared / "seeds").glob("*.txt"))))}
    found = {id: find_timexes(one) for id, one in documents.items()}
    keys = [
        json.loads(line) for line in (shared / "gold" / "seeds_facts.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    days = [key for key in keys if key["date_basis"] in {*DATED_BY_WORDS, "section"} and len(key["date"] or "") == 10]
    right = 0
    for key in days:
        (id,) = (id for id in documents if id.startswith(key["doc"]) or key["doc"].startswith(id))
        start, end = key["sentence_span"]
        if key["date_basis"] in DATED_BY_WORDS:
            told = {timex.value[:10] for timex in found[id] if start <= timex.span.start < end}
        else:
            anchors = [block.anchor for block in documents[id].blocks if block.span.start <= start < block.span.end]
            told = {anchor.day.isoformat() for anchor in anchors if anchor}
        right += bool(told & {key["date"], *key.get("date_accept", [])})
    assert len(days) > 150
    assert right / len(days) >= 0.97


def page(posts: list[str], anchor: Anchor | None) -> Document:
    """A live page: posts, each under a line that has lost its time."""
    blocks: list[Block] = []
    text = ""
    for post in posts:
        for words, kind in (("Posted at", BlockKind.SEPARATOR), (post, BlockKind.PARAGRAPH)):
            blocks.append(Block(Span(len(text), len(text) + len(words)), kind, anchor))
            text += words + "\n"
    return Document("page", text, Source(), tuple(blocks))


POSTS = [
    "Ministers meet in Brussels Thursday.",
    "A doctor said Wednesday that the clinic was hit.",
    "The paper wrote on Tuesday about the village.",
    "The alliance complained Tuesday.",
    "The ministry said Monday that jets crossed the border at 12:08 on 3 October 2015.",
    "The president arrived in Paris Friday.",
    "The spokesman said Thursday that a list was kept.",
]
FITTED = [
    "2015-10-08",
    "2015-10-07",
    "2015-10-06",
    "2015-10-06",
    "2015-10-05",
    "2015-10-03",
    "2015-10-02",
    "2015-10-01",
]
UNCERTAIN = Anchor(date(2015, 10, 3), AnchorBasis.TEXT, "3 October 2015", certain=False)


def test_posts_that_lost_their_times_are_dated_by_their_order() -> None:
    found = [timex for timex in find_timexes(page(POSTS, UNCERTAIN)) if timex.rule != "bare hour"]
    assert [timex.value for timex in found] == FITTED
    bases = [timex.basis for timex in found if timex.rule == "weekday"]
    assert set(bases) == {Basis.VAGUE, Basis.WEEKDAY}  # certain where a post first names the weekday of its own day


def test_posts_may_also_stand_oldest_first() -> None:
    found = [timex for timex in find_timexes(page(POSTS[::-1], UNCERTAIN)) if timex.rule == "weekday"]
    assert [timex.value for timex in found] == [day for day in FITTED[::-1] if day != "2015-10-03"]


def test_a_document_without_any_date_borrows_one_from_those_beside_it() -> None:
    dated = news("It began on September 30.", date(2015, 10, 3))
    undated = document("The ships fired on October 7, a Wednesday.", None)
    far = document("The ships fired on June 7.", None)
    _, lent, left = borrow_anchors([dated, undated, far])
    october, weekday = find_timexes(lent)
    assert (october.value, october.basis) == ("2015-10-07", Basis.COMPLETED)
    assert weekday.basis is Basis.VAGUE
    assert left is far


def test_documents_of_different_times_lend_nothing() -> None:
    undated = document("The ships fired on October 7.", None)
    documents = [news("a", date(2015, 10, 3)), news("b", date(1999, 10, 3)), undated]
    assert borrow_anchors(documents)[2] is undated


FORMS = Path(__file__).parents[1] / "docs" / "time-expressions.md"
FAMILIES = (days, years, seasons, numerals, clock, relative, amounts, vague)
INTRODUCTION = """# Time expressions

What the time annotator reads, made from the rules' own examples: a test compares this page with them, and
`pytest --rewrite tests/test_timexes.py` writes it anew. Brackets show the words that are taken. Values are TIMEX3
values, two joined by a slash where the words open a range or list. Where a year or a day is missing, the examples are
read as news written on Thursday, 1 October 2015. Beside a rule stand its near misses: words in which it finds nothing.

What stands to the left widens an expression and sets its `mod`: START (“early”, “the beginning of”), MID, END
(“late”, “the end of”), APPROX (“about”, “circa”), BEFORE, AFTER, ON_OR_BEFORE (“by”), ON_OR_AFTER (“since”) for dates,
MORE_THAN, LESS_THAN, EQUAL_OR_MORE (“at least”), EQUAL_OR_LESS (“up to”) for lengths of time.
`quizgen.timevalues.to_edtf` writes a value with its mod or its second end in EDTF.
"""


def forms() -> str:
    """The page of forms covered, and of the gaps that are known."""
    parts = [INTRODUCTION]
    for family in FAMILIES:
        told = " ".join((family.__doc__ or "").split())
        parts.append(f"\n## {re.split('[:.]', told)[0]}\n\n{told}\n")
        parts.append("\n| rule | value | words | near misses |\n|---|---|---|---|\n")
        for rule in family.RULES:
            ignores = " · ".join(rule.ignores)
            for value, sentences in rule.finds.items():
                parts.append(
                    f"| {rule.name} | `{value}` | {' · '.join(sentences)} | {ignores} |\n".replace("  |", " |")
                )
                ignores = ""
    parts.append("\n## Known gaps\n\nEach is a case in `tests/corpus/timexes/` that is expected to fail.\n\n")
    for path in CASES:
        head, text, _ = case(path)
        if "gap" in head:
            parts.append(f"- {head['title']}: {head['gap']}. “{' '.join(text.split())}”\n")
    return "".join(parts)


def test_the_page_of_forms_is_what_the_rules_show(rewrite: bool) -> None:
    if rewrite:
        FORMS.write_text(forms(), encoding="utf-8")
    assert FORMS.read_text(encoding="utf-8") == forms(), "pytest --rewrite tests/test_timexes.py writes the page anew"
