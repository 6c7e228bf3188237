"""The quiz page as a file: self-contained, closed to requests, deterministic, its text always text."""

import json
import re
import tomllib
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser

import pytest
from factories import GAZETTE, deck, evidence, how_many, when, who_said

from quizgen.document import Source
from quizgen.item import Kind
from quizgen.renderers import FORMATS, html
from quizgen.templates import template_folder, template_text

MIXED = deck(who_said(), when(), how_many())


class Page(HTMLParser):
    """What a browser would find: elements with their attributes, scripts and styles with their text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.inline: list[tuple[str, dict[str, str | None], str]] = []
        self.feed(page.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.elements and self.elements[-1][0] in ("script", "style") and data.strip():
            self.inline.append((*self.elements[-1], data))

    def data(self) -> dict[str, list[dict[str, object]]]:
        (text,) = (text for _, attributes, text in self.inline if attributes.get("type") == "application/json")
        return json.loads(text)


def hashed(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def test_the_page_forbids_everything_but_its_own_script_and_style() -> None:
    page = Page(html.render(MIXED))
    (policy,) = (
        attributes["content"]
        for tag, attributes in page.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    )
    script = next(text for tag, attributes, text in page.inline if tag == "script" and not attributes)
    style = next(text for tag, _, text in page.inline if tag == "style")
    assert policy.split("; ") == [
        "default-src 'none'",
        f"script-src {hashed(script)}",
        f"style-src {hashed(style)}",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_the_page_asks_for_nothing() -> None:
    page = Page(html.render(MIXED))
    assert not {tag for tag, _ in page.elements} & {
        "img",
        "link",
        "iframe",
        "object",
        "embed",
        "audio",
        "video",
        "base",
    }
    assert not [attributes for _, attributes in page.elements if "src" in attributes or "style" in attributes]
    style = template_text("quiz/quiz.css")
    assert "url(" not in style and "@import" not in style


def test_the_same_deck_gives_the_same_bytes() -> None:
    assert html.render(MIXED) == html.render(MIXED) == FORMATS["html"].render(MIXED)


def test_items_reach_the_script_whole() -> None:
    page = Page(html.render(deck(when(explanation="“Wednesday” → 15 September 1784"))))
    (item,) = page.data()["items"]
    assert item == {
        "id": "item-1",
        "kind": "when",
        "stem": "On what date did Vincenzo Lunardi fly over London?",
        "key": "15 September 1784",
        "distractors": ["21 November 1783", "7 January 1785", "5 June 1783"],
        "explanation": "“Wednesday” → 15 September 1784",
        "evidence": [{"source": 0, "words": ["On ", "15 September 1784", " Lunardi rose above London."]}],
    }


def test_the_answer_is_cut_out_by_characters_not_by_code_units() -> None:
    proof = evidence("🎈🎈 rose on 15 September 1784.", "15 September 1784")
    (item,) = Page(html.render(deck(when(proof=(proof,))))).data()["items"]
    assert item["evidence"] == [{"source": 0, "words": ["🎈🎈 rose on ", "15 September 1784", "."]}]


def test_a_source_stands_in_the_page_once() -> None:
    other = replace(GAZETTE, title="Another page", url=None)
    proof = (evidence("One."), evidence("Two.", document="other", source=other), evidence("Three."))
    page = Page(html.render(deck(when(proof=proof), how_many())))
    assert [source["title"] for source in page.data()["sources"]] == ["The balloon ascends", "Another page"]
    assert [each["source"] for each in page.data()["items"][0]["evidence"]] == [0, 1, 0]


def test_a_source_without_a_title_goes_by_its_document() -> None:
    page = Page(html.render(deck(when(proof=(evidence("One.", document="log-7", source=Source()),)))))
    assert page.data()["sources"] == [{"title": "log-7", "publisher": None, "published": None, "url": None}]


@pytest.mark.parametrize(
    "url", ["https://a.example/", "http://a.example/", "HTTPS://a.example/", " https://a.example/ "]
)
def test_web_addresses_are_linked(url: str) -> None:
    page = Page(html.render(deck(when(proof=(evidence("One.", source=Source(url=url)),)))))
    assert page.data()["sources"][0]["url"] == url.strip()
    assert url.strip() in [attributes.get("href") for tag, attributes in page.elements if tag == "a"]


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
    assert page.data()["sources"][0]["url"] is None
    assert "a" not in [tag for tag, _ in page.elements]


@pytest.mark.parametrize(
    "hostile", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028\u2029", "\x00\x0b"]
)
def test_items_cannot_end_the_element_that_holds_them(hostile: str) -> None:
    rendered = html.render(deck(when(hostile, hostile, (hostile, "b", "c"))))
    plain = html.render(MIXED)
    assert rendered.count(b"<script") == plain.count(b"<script") == 2
    assert b"<!--" not in rendered
    assert "\u2028" not in template_text("quiz/quiz.html")
    data = rendered.decode().partition('type="application/json">')[2].partition("</script>")[0]
    assert "\u2028" not in data and "\u2029" not in data and "<" not in data
    assert json.loads(data)["items"][0]["stem"] == hostile


def test_a_deck_without_cards_is_a_page() -> None:
    assert Page(html.render(deck())).data()["items"] == []


def test_every_kind_has_its_word() -> None:
    for words in tomllib.loads(template_text("quiz/words.toml")).values():
        assert {f"kind_{kind}" for kind in Kind} <= words.keys()


def test_every_word_is_used_and_every_word_used_is_there() -> None:
    words = set(tomllib.loads(template_text("quiz/words.toml"))["en"])
    plain = {word for word in words if not word.startswith("kind_") and not word.endswith(("_one", "_other"))}
    plural = {word.rpartition("_")[0] for word in words if word.endswith(("_one", "_other"))}
    script = "".join(template_text(f"quiz/{name}.js") for name in html.MODULES)
    said = set(re.findall(r'say\((?:\w+ \? )?"(\w+)"', script)) | set(
        re.findall(r'say\(\w+ \? "\w+" : "(\w+)"', script)
    )
    said |= {meaning for _, meaning in re.findall(r'\["([^"]+)", "(\w+)"\]', script)}
    said |= set(re.findall(r"words\.(\w+)", template_text("quiz/quiz.html")))
    assert said == plain
    assert set(re.findall(r'count\("(\w+)"', script)) == plural


def test_every_module_is_in_the_page() -> None:
    assert {path.stem for path in (template_folder() / "quiz").glob("*.js")} == set(html.MODULES)


def test_the_script_parses_no_markup_and_no_code() -> None:
    script = "".join(template_text(f"quiz/{name}.js") for name in html.MODULES)
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|DOMParser", script
    )


def test_the_page_stays_small() -> None:
    own = len(html.render(deck()))
    assert own <= 60_000
    items = [
        when(f"On what date did balloon number {n} rise above the marshes to the east of London?") for n in range(150)
    ]
    items += [
        who_said(f"Number {n}: the whole town lay below me, and there was nobody who did not look up")
        for n in range(50)
    ]
    assert len(html.render(deck(*items))) <= 250_000
