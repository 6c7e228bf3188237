"""The quiz page as a learner uses it: what is on the screen, and what can be done there."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import minify
from factories import evidence, when, who_said
from playwright.sync_api import Locator, Page

from quizgen.item import Item, Kind, Precision
from quizgen.templates import template_text

Open = Callable[..., Page]


def modules(*names: str) -> str:
    """Modules of the page's script as one script, minified as there, with their functions in reach of a test."""
    text = "\n".join(template_text(f"quiz/{name}.js") for name in names)
    functions = ", ".join(re.findall(r"^function (\w+)", text, re.MULTILINE))
    return minify.string(
        "application/javascript", f"(() => {{\n{text}\nObject.assign(window, {{ {functions} }});\n}})()"
    )


def start(page: Page) -> None:
    """Presses the button that starts a round."""
    page.get_by_role("button", name="Start ·").click()


def stem(page: Page) -> str:
    """The question that is asked."""
    return page.locator("#stem").text_content() or ""


def options(page: Page) -> list[str]:
    """The options of the question, in the order of the page."""
    return page.get_by_role("list", name="Answers").locator(".text").all_text_contents()


def the_option(page: Page, text: str) -> Locator:
    """The button of an option."""
    return page.get_by_role("list", name="Answers").get_by_role("button").filter(has_text=text)


def go_on(page: Page) -> None:
    """To the next question, or to the result."""
    page.get_by_role("button", name="Next question").or_(page.get_by_role("button", name="See the result")).click()


def answer(page: Page) -> None:
    """Answers what is asked, in any form and language: the first option, a word, the order and speakers as they are."""
    quiz = page.locator("#quiz")
    if quiz.locator("button.option").count():
        page.keyboard.press("1")
        return
    for field in quiz.locator("#typed").all():
        field.fill("nothing")
    for choice in quiz.get_by_role("combobox").all():
        choice.select_option(index=1)
    page.keyboard.press("Enter")


def states(page: Page) -> Iterator[str]:
    """Goes through a round to its result and stops at every state of the page: asked, answered, result."""
    for _ in range(200):
        if not page.locator("body[data-screen=question]").count():
            break
        yield "asked"
        answer(page)
        yield "answered"
        page.keyboard.press("3" if page.get_by_role("group", name="How well").count() else "Enter")
    yield "result"


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def said(page: Page) -> Locator:
    """What a screen reader was told last."""
    return page.locator("#said")


def cloze(stem: str, key: str, distractors: tuple[str, ...] = (), accept: tuple[str, ...] = ()) -> Item:
    """A sentence with a gap."""
    return Item(
        kind=Kind.CLOZE,
        claim=stem,
        stem=stem,
        key=key,
        evidence=(evidence(stem.replace("____", key), key),),
        rule="cloze",
        accept=accept,
        distractors=distractors,
    )


def order() -> Item:
    """Three events to be put in order; right is B, C, A."""
    proof = tuple(evidence(f"{who} flew in {year}.") for who, year in FLIGHTS)
    return Item(
        kind=Kind.ORDER,
        claim="order",
        stem="Put these in order, the earliest first: (A) Sadler flew; (B) a sheep flew: alive; (C) Lunardi flew.",
        key="B, C, A",
        evidence=proof,
        rule="order",
        accept=("BCA", "B C A"),
        distractors=("A, B, C", "C, B, A", "A, C, B"),
        explanation="B: 19 September 1783; C: 15 September 1784; A: 4 October 1784",
    )


FLIGHTS = (("A sheep", 1783), ("Lunardi", 1784), ("Sadler", 1784))


def dated(event: str, date: str, key: str = "", precision: str = "day") -> Item:
    """A question for the date of an event that can stand on a timeline."""
    return replace(
        when(f"When was it that {event}?", key or date), date=date, event=event, precision=Precision(precision)
    )


SPEAKERS = ("Vincenzo Lunardi", "James Sadler", "Joseph Banks")


def sayings() -> tuple[Item, ...]:
    """A quotation of each of three speakers."""
    others = {name: tuple(other for other in (*SPEAKERS, "James Tytler") if other != name) for name in SPEAKERS}
    return tuple(
        who_said(f"These are the words of speaker number {n}", name, others[name]) for n, name in enumerate(SPEAKERS)
    )
