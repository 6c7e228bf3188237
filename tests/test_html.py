"""The quiz page as a file: self-contained, closed to requests, deterministic, its text always text."""

import json
import re
import tomllib
from base64 import b64encode
from collections import Counter
from dataclasses import replace
from hashlib import sha256

import pytest
from factories import GAZETTE, deck, evidence, how_many, when, who_said
from lxml import html as lxml_html

from quizgen.document import Source
from quizgen.item import Kind, Precision
from quizgen.renderers import FORMATS, html, pages
from quizgen.templates import template_folder, template_text

MIXED = deck(who_said(), when(), how_many())
MODULES = {name: template_text(f"quiz/{name}.js") for name in html.MODULES}


class Page:
    """What a browser finds: elements, the script and the style, the items and the sources."""

    def __init__(self, page: bytes) -> None:
        self.root = lxml_html.document_fromstring(page.decode())
        self.items = self.root.xpath("//ol[@id='items']/li")
        self.sources = [source.text_content() for source in self.root.xpath("//ol[@id='sources']/li")]
        self.data = json.loads(self.root.get_element_by_id("page").text)

    def inline(self, tag: str) -> str:
        """The text of the style, or of the one script that is run."""
        (element,) = self.root.xpath(f"//{tag}[not(@type)]")
        return element.text

    def proofs(self) -> list[list[str]]:
        """The words of each piece of evidence: whole, or before, in and after the answer."""
        return [list(quote.itertext()) for quote in self.root.xpath("//blockquote")]


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_the_page_forbids_everything_but_its_own_script_and_style() -> None:
    page = Page(html.render(MIXED))
    (policy,) = page.root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.split("; ") == [
        "default-src 'none'",
        f"style-src {hashed(page.inline('style'))}",
        f"script-src {hashed(page.inline('script'))}",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_the_page_asks_for_nothing() -> None:
    page = Page(html.render(MIXED))
    assert not page.root.xpath("//img|//link|//iframe|//object|//embed|//audio|//video|//base|//*[@src]|//*[@style]")
    assert not re.search(r'url\((?!"?#)|@import', page.inline("style"))


def test_the_same_deck_gives_the_same_bytes() -> None:
    assert html.render(MIXED) == html.render(MIXED) == FORMATS["html"].render(MIXED)


def test_items_reach_the_page_whole() -> None:
    made = replace(when(explanation="“Wednesday” → 15 September 1784"), accept=("15.9.1784",), date="1784-09-15")
    page = Page(html.render(deck(replace(made, event="Lunardi flew", precision=Precision.DAY))))
    (item,) = page.items
    assert json.loads(item.get("data-item")) == {
        "id": "item-1",
        "kind": "when",
        "date": "1784-09-15",
        "precision": "day",
        "event": "Lunardi flew",
        "accept": ["15.9.1784"],
        "distractors": ["21 November 1783", "7 January 1785", "5 June 1783"],
        "sources": [0],
    }
    assert [item.find_class(name)[0].text for name in ("stem", "key", "working")] == [
        "On what date did Vincenzo Lunardi fly over London?",
        "15 September 1784",
        "“Wednesday” → 15 September 1784",
    ]
    options = item.find_class("options")[0].text.split(" · ")
    assert sorted(options) == ["15 September 1784", "21 November 1783", "5 June 1783", "7 January 1785"]
    assert page.proofs() == [["On ", "15 September 1784", " Lunardi rose above London."]]
    assert page.root.xpath("//blockquote/@data-at") == ["balloon 100–147"]


def test_where_the_right_option_stands_tells_nothing() -> None:
    made = deck(*[when(f"On what date did balloon {n} rise?") for n in range(200)])
    places = Counter([*pages.options(card.id, card.item)].index(card.item.key) for card in made.cards)
    assert set(places) == {0, 1, 2, 3} and max(places.values()) < 75


def test_the_answer_is_cut_out_by_characters_not_by_code_units() -> None:
    proof = evidence("🎈🎈 rose on 15 September 1784.", "15 September 1784")
    assert Page(html.render(deck(when(proof=(proof,))))).proofs() == [["🎈🎈 rose on ", "15 September 1784", "."]]


def test_a_source_stands_in_the_page_once() -> None:
    other = replace(GAZETTE, title="Another page", url=None)
    proof = (evidence("One."), evidence("Two.", document="other", source=other), evidence("Three."))
    page = Page(html.render(deck(when(proof=proof), how_many())))
    told = " · The River Gazette · 16 September 1784"
    assert page.sources == [f"The balloon ascends{told}", f"Another page{told}"]
    assert page.root.xpath("//blockquote/@data-source") == ["0", "1", "0", "0"]


def test_a_source_without_a_title_goes_by_its_document() -> None:
    page = Page(html.render(deck(when(proof=(evidence("One.", document="log-7", source=Source()),)))))
    assert page.sources == ["log-7"]


@pytest.mark.parametrize(
    "url", ["https://a.example/", "http://a.example/", "HTTPS://a.example/", " https://a.example/ "]
)
def test_web_addresses_are_linked(url: str) -> None:
    page = Page(html.render(deck(when(proof=(evidence("One.", source=Source(url=url)),)))))
    assert page.root.xpath("//ol[@id='sources']//a/@href") == [url.strip()]


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//a.example",
        "http:x",
        "",
    ],
)
def test_other_addresses_are_not_linked(url: str) -> None:
    page = Page(html.render(deck(when(proof=(evidence("One.", source=Source(url=url)),)))))
    assert page.root.xpath("//a/@href") == ["#source-1"]


HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "\u2028\u2029",
    "' onload='x",
    '" onload="x',
    "&lt;",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_cannot_end_the_place_it_stands_in(hostile: str) -> None:
    item = replace(
        when(hostile, hostile, (f"{hostile}b", "c", "d"), explanation=hostile), event=hostile, accept=(f"{hostile}e",)
    )
    made = replace(deck(item, title=hostile, description=hostile), id=hostile, language=hostile)
    rendered = html.render(made)
    assert rendered.count(b"<script") == html.render(MIXED).count(b"<script") == 2
    assert b"<!--" not in rendered
    page = Page(rendered)
    assert not page.root.xpath("//@onload")
    data = json.loads(page.items[0].get("data-item"))
    assert data["event"] == hostile and data["accept"] == [f"{hostile}e"]
    assert page.data["deck"] == hostile
    assert [page.items[0].find_class(name)[0].text for name in ("stem", "key", "working")] == [hostile] * 3


def test_a_deck_without_cards_is_a_page() -> None:
    assert Page(html.render(deck())).items == []


def test_every_kind_has_its_word() -> None:
    for words in tomllib.loads(template_text("quiz/words.toml")).values():
        assert {f"kind_{kind}" for kind in Kind} <= words.keys()


def test_every_language_has_the_same_words_with_the_same_places() -> None:
    english, *others = pages.languages().values()
    for words in others:
        assert words.keys() == english.keys()
        for name, word in words.items():
            assert sorted(re.findall(r"\{\w+\}", word)) == sorted(re.findall(r"\{\w+\}", english[name])), name


FAMILIES = ("kind_", "form_", "mode_", "about_", "way_", "is_", "move_", "table_")  # words whose names are put together
PLURALS = ("_one", "_other")


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    words = set(pages.languages()["en"])
    renderers = template_folder().parent / "quizgen" / "renderers"
    static = [*(template_folder() / "quiz").glob("*.html"), *renderers.glob("*.py")]
    text = "".join([*MODULES.values(), *(path.read_text("utf-8") for path in static)])
    named = set(re.findall(r"\w+", text)) | {f"{name}_grade" for name in ("again", "hard", "good", "easy")}
    plain = {word for word in words if not word.startswith(FAMILIES) and not word.endswith(PLURALS)}
    plural = {word.rpartition("_")[0] for word in words if word.endswith(PLURALS)}
    assert plain | plural <= named
    script = "".join(MODULES.values())
    assert set(re.findall(r'\b(?:say|button)\("(\w+)"', script)) <= words
    counted = set(re.findall(r'\bcount\("(\w+)"', script))
    assert {f"{name}{form}" for name in counted for form in PLURALS} <= words


def test_every_family_of_words_is_whole() -> None:
    words = pages.languages()["en"]
    script = "".join(MODULES.values())
    for family, listed in (("mode_", "MODES"), ("about_", "MODES"), ("way_", "WAYS")):
        names = re.findall(r'"(\w+)"', re.search(rf"const {listed} = \[(.*?)\]", script)[1])
        assert {f"{family}{name}" for name in names} == {word for word in words if word.startswith(family)}


def test_every_module_is_in_the_page() -> None:
    assert {path.stem for path in (template_folder() / "quiz").glob("*.js")} == set(html.MODULES)


def test_the_script_parses_no_markup_and_no_code() -> None:
    script = "".join(MODULES.values())
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser", script
    )


def test_no_name_is_declared_twice() -> None:
    script = "\n".join(MODULES.values())
    names = re.findall(r"^(?:async )?(?:function|const|let|class) (\w+)", script, re.MULTILINE)
    assert len(names) > 100
    assert [name for name, count in Counter(names).items() if count > 1] == []


# The minifier moves a destructuring declaration above those that a group in parentheses on its right side needs.
MOVED = re.compile(r"(?:const|let) [\[{][^=]*[\]}] = (?:.*[^\w$)\]])?\((?![^()]*\) =>|[{?])")


def test_no_declaration_is_of_the_sort_that_the_minifier_moves() -> None:
    assert MOVED.search("const [a] = (p ? p : q).map(k);") and MOVED.search("const { a } = k((p || q).x);")
    assert not MOVED.search("const [a, b] = list(p);")
    for name, text in MODULES.items():
        plain = re.sub(r"(?<=[(, ])/(?:\\.|[^/\n])+/", "pattern", text)  # the groups of a pattern are none
        assert not [line for line in plain.splitlines() if MOVED.search(line)], name


def test_the_page_stays_small() -> None:
    own = Page(html.render(deck()))
    assert len(own.inline("script").encode()) + len(own.inline("style").encode()) <= 60_000
    items = [
        when(f"On what date did balloon number {n} rise above the marshes to the east of London?") for n in range(150)
    ]
    items += [
        who_said(f"Number {n}: the whole town lay below me, and there was nobody who did not look up")
        for n in range(50)
    ]
    assert len(html.render(deck(*items))) <= 250_000
