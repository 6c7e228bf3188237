"""Blocks: what each line of a page is, and the date that governs it."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizgen.annotators.dated import dated_line, dateline
from quizgen.document import AnchorBasis, BlockKind, Document
from quizgen.readers import read, read_text

SEEDS = Path(__file__).parents[1] / ".." / "shared" / "seeds"

PROSE = "The survey ship left harbour with forty sailors and returned after nine weeks at sea."
REPORT = f"Survey Ship Returns From The North\n\n{PROSE}\n\n{{line}}\n\n{PROSE}\n\nThe crew went home."

KINDS = [
    (BlockKind.PARAGRAPH, "The captain said the ice had been thin all summer."),
    (BlockKind.PARAGRAPH, "The captain said:"),
    (BlockKind.PARAGRAPH, "The harbour log reads:"),
    (BlockKind.PARAGRAPH, 'Dr. Holm: "We lost the small boat but nobody was hurt"'),
    (BlockKind.PARAGRAPH, '"We have no complaints," the mate added. (Reuters)'),
    (BlockKind.PARAGRAPH, "“The coldest night that I can remember.” — Marit Holm"),
    (BlockKind.PARAGRAPH, "The wreck was found in January 1998"),
    (BlockKind.PARAGRAPH, "The #Arctic and the #Baltic were both calm that week."),
    (BlockKind.PARAGRAPH, "More than 30 people watched the landing from the pier."),
    (BlockKind.PARAGRAPH, "Published in 1859, the log sold out at once."),
    (BlockKind.PARAGRAPH, "Written by a sailor in 1859, the log is a rare thing."),
    (BlockKind.PARAGRAPH, "Research by the harbour school found more salt in the bay."),
    (BlockKind.PARAGRAPH, "This story was told by every sailor in the harbour."),
    (BlockKind.PARAGRAPH, "The photograph, taken on 3 May 1898, shows the ship in the ice."),
    (BlockKind.PARAGRAPH, "The owner (@harbourlady) wrote on 3 May 1998 that the ship was safe."),
    (BlockKind.HEADING, "A thinner ice sheet"),
    (BlockKind.HEADING, "'No plans to return'"),
    (BlockKind.HEADING, "“A matter of days”"),
    (BlockKind.HEADING, "What The Crew Saw:"),
    (BlockKind.HEADING, "Updates"),
    (BlockKind.HEADING, "Chapter IV"),
    (BlockKind.HEADING, "Why did the engine fail?"),
    (BlockKind.HEADING, "ABSTRACT."),
    (BlockKind.HEADING, "Doubts over the second mast"),
    (BlockKind.DATED_HEADING, "13 May 1998"),
    (BlockKind.DATED_HEADING, "Thursday, May 14, 1998"),
    (BlockKind.DATED_HEADING, "May 14 —"),
    (BlockKind.DATED_HEADING, "14 May, 09:30"),
    (BlockKind.DATED_HEADING, "Posted on May 14, 1998, at 9:30 a.m. ET"),
    (BlockKind.DATED_HEADING, "1998-05-14"),
    (BlockKind.DATED_HEADING, "1941"),
    (BlockKind.DATED_HEADING, "March 1917"),
    (BlockKind.SEPARATOR, "Posted at"),
    (BlockKind.SEPARATOR, "Posted at 14:05 GMT"),
    (BlockKind.SEPARATOR, "4:45 p.m."),
    (BlockKind.SEPARATOR, "* * *"),
    (BlockKind.LIST_ITEM, "• Forty sailors came home."),
    (BlockKind.LIST_ITEM, "- Forty sailors came home."),
    (BlockKind.LIST_ITEM, "2. Forty sailors came home."),
    (BlockKind.QUOTATION, "> The ice was thin all summer, and we saw no bears."),
    (BlockKind.CAPTION, "FILE - The survey ship lies in harbour before its voyage."),
    (BlockKind.CAPTION, "Photo: the ship in the northern harbour"),
    (BlockKind.CAPTION, "A view of the ship at anchor. (AP Photo/Ola Holm)"),
    (BlockKind.CAPTION, "Sailors wave from the deck. Photograph: Ola Holm/Harbour Press"),
    (BlockKind.CAPTION, "Sailors wave from the deck on Monday [Ola Holm/Reuters]"),
    (BlockKind.CAPTION, "In this handout picture, the ship's bow meets the ice on May 3."),
    (BlockKind.BOILERPLATE, "READ MORE: Survey ship back after nine weeks, 40 sailors well – owners"),
    (BlockKind.BOILERPLATE, "Also read: Harbour dues to rise"),
    (BlockKind.BOILERPLATE, "WATCH: the ship enters the fjord"),
    (BlockKind.BOILERPLATE, "View this video on YouTube"),
    (BlockKind.BOILERPLATE, "vimeo.com"),
    (BlockKind.BOILERPLATE, "https://harbour.example/log?day=3"),
    (BlockKind.BOILERPLATE, "Facebook: video.php"),
    (BlockKind.BOILERPLATE, "Skip to main content"),
    (BlockKind.BOILERPLATE, "Comments are closed."),
    (BlockKind.BOILERPLATE, "Sign up for our newsletter and never miss a ship"),
    (BlockKind.BOILERPLATE, "Copyright © 1998 Harbour Press"),
    (BlockKind.BOILERPLATE, "The Best Jobs for Sailors and Harbour Masters - APPLY NOW"),
    (BlockKind.BOILERPLATE, "By Marit Holm"),
    (BlockKind.BOILERPLATE, "Edited by Marit Holm and Ola Berg"),
    (BlockKind.BOILERPLATE, "This article was updated on May 3 to name the ship."),
    (BlockKind.BOILERPLATE, "— Marit Holm (@harbourlady) May 3, 1998"),
    (BlockKind.BOILERPLATE, "Last updated 3 hours ago"),
    (BlockKind.BOILERPLATE, "Updated: May 3, 1998 at 10:15 GMT"),
    (BlockKind.BOILERPLATE, "With reporting by Harbour Press and the Coast Agency"),
    (BlockKind.BOILERPLATE, "Ola Holm in Oslo and Ida Berg contributed to this report."),
    (BlockKind.BOILERPLATE, "16x9 Image"),
    (BlockKind.BOILERPLATE, "#Arctic: #Survey ship sighted off the cape, all well https://t.co/ab12"),
    (BlockKind.BOILERPLATE, "#Arctic #ice"),
    (BlockKind.BOILERPLATE, "Корабль вернулся в порт после девяти недель плавания"),
]


def blocks_of(document: Document) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


@pytest.mark.parametrize(("kind", "line"), KINDS)
def test_kind_by_wording(kind: BlockKind, line: str) -> None:
    document = read_text(REPORT.format(line=line))
    found = [block.kind for block in document.blocks if line.endswith(block.span.of(document.text))]
    assert found == [kind]


PAGES = Path(__file__).parent / "corpus" / "pages"


def pages() -> list[tuple[str, str, list[str]]]:
    """Title, text and expected blocks of each page: kind, for prose perhaps the day that governs it, and words."""
    found = []
    for path in sorted(PAGES.glob("*.txt")):
        for part in path.read_text(encoding="utf-8").split("=====\n"):
            text, _, expected = part.partition("---\n")
            title, _, body = text.partition("\n")
            found.append((title, body, expected.splitlines()))
    return found


@pytest.mark.parametrize(("title", "text", "expected"), pages(), ids=[title for title, _, _ in pages()])
def test_a_page_of_the_corpus(title: str, text: str, expected: list[str]) -> None:
    document = read_text(text)
    lines = []
    for block, line in zip(document.blocks, expected, strict=True):
        day = block.anchor.day.isoformat() if block.anchor else ""
        dated = line.partition(" | ")[0] == f"{block.kind.value} {day}"
        lines.append(f"{block.kind.value}{' ' + day if dated else ''} | {block.span.of(text)}")
    assert lines == expected


def test_title_is_the_highest_heading() -> None:
    document = read_text(REPORT.format(line="A thinner ice sheet"))
    assert [block.level for block in document.blocks if block.kind is BlockKind.HEADING] == [1, 3]


def test_a_line_printed_twice_is_a_caption() -> None:
    line = "Sailors mend a sail on what was said to be the last day of the voyage on May 3."
    document = read_text(f"Ship Returns\n\n{line}\n{line}\n\n{PROSE}\n")
    assert [kind for kind, _ in blocks_of(document)] == ["heading", "caption", "caption", "paragraph"]


def test_what_a_bare_link_label_announces_goes_with_it() -> None:
    document = read_text(REPORT.format(line="LISTEN MORE:\n\nForty men in the ice - our reporter has met them all."))
    assert [kind for kind, _ in blocks_of(document)][2:5] == ["boilerplate", "boilerplate", "paragraph"]


def test_glued_bullets_are_two_items() -> None:
    document = read_text(
        "What we know:\n  • The ship left in May. *A second ship followed it in June.\n  • Both came home.\n"
    )
    assert [words for kind, words in blocks_of(document) if kind is BlockKind.LIST_ITEM] == [
        "The ship left in May.",
        "A second ship followed it in June.",
        "Both came home.",
    ]


@pytest.mark.parametrize(
    ("paragraph", "prose"),
    [
        ("Survey Ship Comes Home, In a calm sea the ship entered the bay.", "In a calm sea the ship entered the bay."),
        ("Survey Ship Comes Home The crew slept.", "The crew slept."),
        ("Survey Ship Comes Home again after a month.", "Survey Ship Comes Home again after a month."),
        ("OSLO, May 14 (HP) — The ship is back in harbour.", "The ship is back in harbour."),
        ("BERGEN, Norway — The ship is back in harbour.", "The ship is back in harbour."),
        ("NATO — which sent it — paid for the ship.", "NATO — which sent it — paid for the ship."),
    ],
)
def test_what_is_glued_to_a_paragraph_is_cut(paragraph: str, prose: str) -> None:
    document = read_text(f"Survey Ship Comes Home\n\nPublished: May 15, 1998\n\n{paragraph}\n\n{PROSE}\n")
    assert next(words for kind, words in blocks_of(document) if kind.is_prose) == prose


def test_the_publisher_speaks_of_itself_only_at_the_end() -> None:
    mission = "Harbour Press journalists bring you news from 12 ports. We provide our readers with free reporting."
    body = "\n\n".join(f"On day {day} of the voyage the ship lay still in the ice." for day in range(1, 9))
    document = read_text(f"Ship Returns\n\n{mission}\n\n{body}\n\n{mission}\n")
    assert [kind for kind, words in blocks_of(document) if words == mission] == ["paragraph", "boilerplate"]


@pytest.mark.parametrize(
    "line",
    [
        "On 13 May 1998 the ship sailed.",
        "13 May 1998 was a Wednesday",
        "Thursday",
        "5 May to 9 May",
        "31 February 1998",
        "May",
        "1,998",
    ],
)
def test_not_a_dated_line(line: str) -> None:
    assert dated_line(line) is None


@pytest.mark.parametrize(
    "text", ["On May 3 — a Sunday — it sailed.", "The ship - a brig - sank.", "He came — And went."]
)
def test_not_a_dateline(text: str) -> None:
    assert dateline(text) is None


def anchors_of(document: Document) -> list[tuple[str, str | None, bool]]:
    """First word, anchor day and certainty of each block of prose."""
    return [
        (
            block.span.of(document.text).split()[0],
            block.anchor and block.anchor.day.isoformat(),
            block.anchor is None or block.anchor.certain,
        )
        for block in document.prose()
    ]


def test_dated_headings_govern_downward_and_never_upward() -> None:
    document = read_text(
        "Storm in the bay\n\n2 May, 1998 10:00 / Updated 9 years ago\n\nLead of the page, written first of all.\n\n"
        "4 May 1998\n\nFourth day.\n\nStill the fourth day.\n\n3 May\n\nThird day.\n"
    )
    assert document.source.published == date(1998, 5, 2)
    assert anchors_of(document) == [
        ("Lead", "1998-05-02", True),
        ("Fourth", "1998-05-04", True),
        ("Still", "1998-05-04", True),
        ("Third", "1998-05-03", True),
    ]


def test_a_heading_without_year_takes_the_nearest_year() -> None:
    document = read_text(
        "A winter log\n\nPublished: 30 December 1998\n\nThe ice came.\n\n"
        "31 December\n\nFrost hit.\n\n2 January\n\nSnow fell.\n"
    )
    assert [day for _, day, _ in anchors_of(document)] == ["1998-12-30", "1998-12-31", "1999-01-02"]


def test_a_year_heading_completes_the_days_below_it() -> None:
    document = read_text("A long war\n\n1941\n\nIt began.\n\n7 December\n\nIt grew.\n\n1942\n\n4 June\n\nIt turned.\n")
    assert anchors_of(document) == [
        ("It", "1941-07-01", False),
        ("It", "1941-12-07", True),
        ("It", "1942-06-04", True),
    ]


def test_a_dateline_governs_the_report() -> None:
    document = read_text(f"Ship Home Again\n\nOSLO, May 14 (HP) — {PROSE}\n\nIt rained.\n", published=date(1998, 5, 16))
    anchors = [block.anchor for block in document.prose()]
    assert [(anchor.day, anchor.basis, anchor.text) for anchor in anchors if anchor] == [
        (date(1998, 5, 14), AnchorBasis.DATELINE, "OSLO, May 14")
    ] * 2


def test_posts_that_lost_their_times_are_not_certain() -> None:
    posts = f"Storm Live\n\nPosted at\n\n{PROSE}\n\nPosted at\n\n{PROSE}\n"
    assert all(not certain for _, _, certain in anchors_of(read_text(posts, published=date(1998, 5, 2))))
    timed = posts.replace("Posted at", "14:05", 1).replace("Posted at", "13:50")
    assert all(certain for _, _, certain in anchors_of(read_text(timed, published=date(1998, 5, 2))))


def test_without_any_date_the_text_gives_the_best_day_known() -> None:
    dated = read_text(f"Storm Report\n\n{PROSE} It sank at 12:08 on 3 May 1998 in the bay.\n\nOn Monday it rained.\n")
    assert anchors_of(dated)[-1] == ("On", "1998-05-03", False)
    spread = read_text("Two Storms\n\nOne came on 3 May 1998.\n\nAnother came on 8 July 2004.\n")
    assert {day for _, day, _ in anchors_of(spread)} == {None}
    assert {day for _, day, _ in anchors_of(read_text(f"Storm Report\n\n{PROSE}\n\nOn May 3 it rained.\n"))} == {None}


def test_an_entry_of_a_chronicle_is_governed_by_its_own_date() -> None:
    document = read_text("A log\n\n• 3 May 1998: The ship left.\n• 9 May 1998: The ship came home.\n")
    assert [day for _, day, _ in anchors_of(document)] == ["1998-05-03", "1998-05-09"]


LINES = st.sampled_from(
    [
        "Posted at",
        "13 October 2015",
        "• a *B",
        "READ MORE:",
        "“",
        "OSLO, May 3 —",
        "\ufeff",
        "1941",
        "By X",
        "> a",
        "#a @b",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.one_of(st.text(max_size=60), LINES), max_size=12).flatmap(
    lambda pieces: st.sampled_from(["\n", "\n\n", "\r\n", " ", "\u2028"]).map(lambda glue: glue.join(pieces))
))  # fmt: skip
def test_blocks_stand_in_order_inside_the_text(text: str) -> None:
    document = read_text(text)
    assert document.text == text
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(text)
        assert block.span.of(text).strip()
        end = block.span.end
    covered = "".join(block.span.of(text) for block in document.blocks)
    assert sum(map(str.isalnum, covered)) >= 0.5 * sum(map(str.isalnum, text)) or document.source.title


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the shared texts are not here")
@pytest.mark.parametrize(
    ("stem", "counts"),
    [
        ("000", {"heading": 1, "dated heading": 12, "boilerplate": 9, "caption": 0, "separator": 0, "list item": 0}),
        ("001", {"heading": 3, "dated heading": 0, "caption": 0, "separator": 23, "list item": 12}),
        ("002", {"heading": 1, "dated heading": 0, "boilerplate": 4, "caption": 0}),
        ("003", {"heading": 9, "dated heading": 0, "boilerplate": 4, "caption": 0}),
        ("004", {"heading": 1, "dated heading": 0, "boilerplate": 5, "caption": 2}),
    ],
)
def test_blocks_of_the_seed_texts(stem: str, counts: dict[str, int]) -> None:
    document = read(next(SEEDS.glob(f"{stem}_*.txt")))
    kinds = [block.kind.value for block in document.blocks]
    assert {kind: kinds.count(kind) for kind in counts} == counts
