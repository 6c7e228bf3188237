"""
Typed answers marked in a real browser: what counts as right, as right but for spelling, as too little, as wrong.

A case is an item, cut to what marking reads, and under each verdict what may be typed. Near misses stand first.
"""

import json
import random
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page
from quizpage import modules

from quizgen import timevalues
from quizgen.annotation import Joint
from quizgen.cli import main

pytestmark = pytest.mark.browser

EPOCH = date(1970, 1, 1)
DECKS = ("moon", "syria-2015")


@dataclass(frozen=True, slots=True)
class Case:
    """An item and what may be typed for it; forms in one string stand between bars."""

    kind: str
    key: str
    wrong: str = ""
    more: str = ""
    spelled: str = ""
    right: str = ""
    stem: str = ""
    accept: tuple[str, ...] = ()
    distractors: tuple[str, ...] = ()
    date: str | None = None

    def item(self) -> dict[str, object]:
        """As the page's script has it."""
        return {
            "id": "1",
            "kind": self.kind,
            "stem": self.stem,
            "key": self.key,
            "accept": self.accept,
            "distractors": self.distractors,
            "date": self.date,
            "precision": None,
        }

    def typed(self) -> Iterator[tuple[str, str]]:
        """Every verdict with what gets it."""
        for verdict in ("wrong", "more", "spelled", "right"):
            forms = getattr(self, verdict)
            yield from ((verdict, form) for form in forms.split("|") if form)


DATES = [
    # as a page with German words of its own is answered
    Case("when", "July 20, 1969", wrong="21. Juli 1969", right="20. Juli 1969|20.Juli 1969", date="1969-07-20"),
    Case("when", "March 18, 1965", wrong="18. Mai 1965", right="18. März 1965|18. Mär. 1965", date="1965-03-18"),
    Case("when", "October 4, 1957", right="4. Oktober 1957|4 okt 1957|4.Oct.1957|Oct 4. 1957", date="1957-10-04"),
    Case("when", "December 1968", wrong="Mai 1968", right="Dezember 1968|Dez. 1968", date="1968-12"),
    Case(
        "when",
        "7 October 2015",
        wrong=(
            "8 October 2015|7 October 2014|7 November 2015|8 October|September|2014|17|31 June 2015|8/10/2015|"
            "2015 BC|soon|6 to 8 May 2015"
        ),
        more=(
            "October 2015|2015|10/2015|October|7 October|October 7|autumn 2015|early October 2015|the 2010s|"
            "21st century|5–9 October 2015"
        ),
        right=(
            "7 October 2015|October 7, 2015|October 7 2015|october 7 ,2015|7 Oct 2015|Oct. 7 2015|"
            "7th of October 2015|the 7th of October, 2015|"
            "Wednesday 7 October 2015|Wed., 7 Oct. 2015|on 7 October 2015|2015-10-07|2015/10/07|7.10.2015|"
            "7/10/2015|10/7/2015|07-10-15|"
            "7 10 2015|7october2015|2015 October 7|7\u00a0October\u00a02015|7 Ocotber 2015|7 Octobr 2015|7 Octobre 2015"
        ),
        distractors=("8 October 2015", "13 October 2015", "1 October 2015"),
    ),
    Case(  # where both readings are options, figures alone say too little
        "when",
        "7 October 2015",
        wrong="10 July 2015|July 10, 2015",
        more="7/10/2015|10/7/2015",
        right="2015-10-07|Oct 7 2015",
        distractors=("10 July 2015",),
    ),
    Case(
        "when",
        "October 2015",
        wrong="7 November 2015|November",
        more="October|2015",
        right="oct 2015|10/2015|2015-10|7 October 2015",
    ),
    Case("when", "August 1950", wrong="August 1951|July 1950", right="Agust 1950|Aug. 1950|in August of 1950"),
    Case(
        "when",
        "1969",
        wrong="1968|1996|196|1969 BC",
        more="the 1960s|1960s|20th century",
        right="in 1969|AD 1969|1969 CE|July 1969",
    ),
    Case("when", "70", wrong="71|70 BC", right="AD 70|70 AD|70 A.D.|70 CE"),
    Case(
        "when",
        "384 BC",
        wrong="385 BC|385|384 AD 5",
        more="384|4th century BC|fourth century BC|380s BC",
        right="384 BCE|384 B.C.|384bc|384 b.c.e.",
    ),
    Case(
        "when",
        "15 March 44 BC",
        wrong="15 March 44|16 March 44 BC",
        more="44 BC|March 44 BC",
        right="March 15, 44 BC|15 Mar 44 BCE",
    ),
    Case(
        "when",
        "about 1040",
        wrong="1041|about 1050",
        more="the 1040s",
        right="1040|c. 1040|c1040|circa 1040|around 1040|~1040|ca. 1040",
    ),
    Case(
        "when",
        "the 1980s",
        wrong="the 1990s|1979|1990",
        more="20th century",
        right="1980s|the 1980’s|1985|1980–1989|1980 to 1989",
    ),
    Case(
        "when",
        "the early 20th century",
        wrong="the late 20th century|19th century|1975",
        more="20th century",
        right="early twentieth century|beginning of the 20th century|1910",
        distractors=("the early 19th century",),
    ),
    Case(
        "when",
        "the 21st century",
        wrong="20th century",
        right="twenty-first century|21st century|twenty first century|2015",
    ),
    Case(
        "when",
        "the 16th century BC",
        wrong="17th century|the 15th century BC",
        more="16th century",
        right="16th century BCE|sixteenth century B.C.|1550 BC",
    ),
    Case(
        "when", "summer 1861", wrong="summer 1862|winter 1861", more="1861|summer", right="the summer of 1861|July 1861"
    ),
    Case("when", "autumn 1988", wrong="spring 1988", right="fall 1988|Autumn of 1988"),
    Case(
        "when",
        "winter 1914",
        wrong="1916|summer 1914",
        more="1914|winter",
        right="the winter of 1914|January 1914|December 1914",
    ),
    Case(
        "when",
        "early November 1918",
        wrong="late November 1918|mid-November 1918|20 November 1918",
        more="November 1918|1918|November",
        right="the beginning of November 1918|early Nov. 1918|3 November 1918",
    ),
    Case(
        "when",
        "mid-April 1918",
        wrong="end of April 1918",
        more="April 1918",
        right="mid April 1918|the middle of April 1918|15 April 1918",
    ),
    Case("when", "the end of 1967", wrong="early 1967|the end of 1968", more="1967", right="late 1967|December 1967"),
    Case(
        "when",
        "the first half of 1999",
        wrong="second half of 1999",
        more="1999",
        right="first half of 1999",
        date="1999-40",
    ),
    Case(
        "when",
        "the second quarter of 1904",
        wrong="1905",
        more="1904",
        right="second quarter of 1904|May 1904",
        date="1904-34",
    ),
    Case(
        "when",
        "1910 to 1920",
        wrong="1911 to 1920|1910 to 1921|1915|1930|1900 to 1930",
        more="1910|1920",
        right="1910-1920|1910–20|1910 – 1920|between 1910 and 1920|from 1910 to 1920|1910 until 1920",
    ),
    Case(
        "when",
        "1969 and 1972",
        wrong="1970|1969 and 1973",
        more="1969|1972",
        right="1969 & 1972|in 1969 and in 1972|1969 to 1972",
    ),
    Case(
        "when",
        "5–9 July 2000",
        wrong="5–10 July 2000|6 July 2000",
        more="July 2000|5 July 2000|5–9 July",
        right="July 5–9, 2000|July 5-9 2000|5 to 9 July 2000|5 July to 9 July 2000|2000-07-05 to 2000-07-09",
    ),
    Case(
        "when",
        "July to September 1936",
        wrong="July to August 1936",
        more="1936|July 1936",
        right="July–September 1936|Jul. 1936 to Sept. 1936",
    ),
    Case(
        "when",
        "28 August 1945 to 10 October 1945",
        more="1945",
        right="28 August – 10 October 1945|August 28, 1945 to October 10, 1945",
    ),
    Case(
        "cloze", "1968", wrong="1967|1986|nineteen|68", more="the 1960s", right="in 1968|1968 AD", distractors=("1967",)
    ),
    Case("cloze", "2000", wrong="200", right="2,000|two thousand"),
    Case(
        "cloze",
        "January 1949",
        wrong="January",
        more="1949",
        right="Jan 1949|1949-01",
        accept=("1949-01",),
        distractors=("January",),
    ),
    Case("when", "2012", wrong="2015 to 2009", more="2009 to 2015"),
    Case("when", "the 15th century BC", wrong="1400 BC|1501 BC", right="1500 BC|1401 BC"),
]

NUMBERS = [
    Case("how_many", "47.5", wrong="47.5 grams|47.5 ounces", right="47.5 pounds", stem="How many pounds of rock?"),
    Case("how_many", "3", wrong="3 km|3 million", right="3 m|3m|3 metres", stem="To an accuracy of how many meters?"),
    Case(
        "how_many",
        "over 150,000",
        wrong=(
            "under 150,000|less than 150,000|fewer than 150,000|nearly 150,000|almost 150,000|"
            "at most 150,000|up to 150,000|no more than 150,000|"
            "150|15,000|1,500,000|90,000|over 90,000|not 150,000|150,000 or 200,000|many"
        ),
        more="100,000 to 200,000",
        right=(
            "150,000|150000|150 000|150\u00a0000|150\u2009000|150'000|150.000|150k|150 thousand|"
            "one hundred and fifty thousand|"
            "one hundred fifty thousand|a hundred and fifty thousand|more than 150,000|above 150,000|"
            "at least 150,000|about 150,000|some 150,000|"
            "exactly 150,000|150,000 people|150,000+|>150,000|OVER 150,000"
        ),
        stem="How many people watched?",
        distractors=("over 90,000", "over 120,000", "over 200,000"),
    ),
    Case(
        "how_many",
        "26",
        wrong="62|27|2|over 26|fewer than 26|26 days|26 km|26%|26 million|-26|26 or 27",
        more="at least 26|up to 26|20 to 30",
        right="twenty-six|twenty six|Twenty-Six|26 missiles|26.|about 26|26.0|exactly 26",
        stem="How many cruise missiles did warships fire?",
    ),
    Case(
        "how_many",
        "at least 24",
        wrong="at most 24|under 24|42",
        right="24|twenty-four|more than 24|two dozen|24 or more|at least two dozen",
    ),
    Case(
        "how_many",
        "up to 180",
        wrong="at least 180|over 180",
        right="180|at most 180|no more than 180|one hundred and eighty",
    ),
    Case(
        "how_many",
        "nearly 6,000",
        wrong="over 6,000|more than 6000",
        right="6000|six thousand|almost 6,000|just under 6,000|6.000",
    ),
    Case("how_many", "three", wrong="four|13|thre", right="3|Three", distractors=("seven", "five", "one")),
    Case("how_many", "12", wrong="dozens|120", right="a dozen|twelve|12"),
    Case(
        "how_many",
        "108 minutes",
        wrong="108 hours|108 seconds|1.08|108%|$108",
        right="108|108 min|108min|108 mins.|a hundred and eight minutes|one hundred eight minutes|108 Minutes",
        distractors=("140 minutes", "124 minutes", "76 minutes"),
    ),
    Case("how_many", "47.5", wrong="475|47|48.5", right="47,5|47.50|47.5"),
    Case("how_many", "1.5", wrong="15|5|1,500", more="", right="about 1.5|1,5|1½|one and a half"),
    Case("how_many", "30 days", wrong="30 weeks|30 months", right="30|thirty days|30 day", stem="For how long?"),
    Case(
        "how_many", "80%", wrong="8|80 dollars|under 80%", right="80|80 %|80 per cent|80 percent|eighty per cent|0080"
    ),
    Case(
        "how_many",
        "$2.3 million",
        wrong="2.3|$2.3 billion|£2.3 million|€2.3 million|$23 million",
        right="$2.3m|$2.3 m|2.3 million dollars|$2,300,000|US$2.3 million|2.3 million|2,300,000|$2.300.000",
    ),
    Case(
        "how_many",
        "about half a million",
        wrong="a million|half",
        right="500,000|half a million|0.5 million|500k|½ million|five hundred thousand",
    ),
    Case("how_many", "a million", wrong="a billion|1", right="1,000,000|one million|1 million"),
    Case(
        "how_many",
        "three and a half years",
        wrong="3.5 months|3|three",
        right="3.5|3½ years|three and a half|3.5 years",
    ),
    Case(
        "how_many",
        "20 to 30",
        wrong="25|20 to 31|2030|10 to 40",
        more="20|30",
        right="20–30|20-30|between 20 and 30|twenty to thirty|from 20 to 30",
    ),
    Case("how_many", "20 to 30 million", wrong="20 to 30", right="20–30 million|20 million to 30 million"),
    Case("how_many", "8,071,350", wrong="8,071,351|8,071", right="8071350|8 071 350|8.071.350"),
    Case(
        "how_many",
        "about 1.5",
        wrong="1.5 cm|1.5 feet",
        right="1.5|1.5 inches|1.5 in",
        stem="By how many inches a year?",
    ),
    Case("how_many", "eighth", wrong="seventh", right="8th|8|Eighth"),
    Case("cloze", "1,512", wrong="1,511|1.5", right="1512|1 512|one thousand five hundred and twelve"),
    Case("complete_quote", "two million", wrong="two|2", right="2 million|2,000,000"),
    Case("how_many", "40 °C", wrong="30", right="40|forty"),
]

NAMES = [
    Case("who_said", "Edward White", wrong="Edith White", right="Ed White|E. White|White", accept=("White",)),
    Case("who_said", "Sergei Lavrov", right="Foreign Minister Lavrov|Lavrov", accept=("Lavrov",)),
    Case("cloze", "Rome", wrong="Romania", right="Rome, Italy|rome", stem="Which place completes it? In ____ …"),
    Case(
        "who_said",
        "John F. Kennedy",
        wrong="Robert Kennedy|R. Kennedy|Bobby F. Kennedy|Kendy|Kennel|Neil Armstrong|Armstrong|Borman",
        more="John|John F.|F",
        spelled="Kenedy|Kennedey|John F. Kenedy|Kennnedy",
        right=(
            "Kennedy|kennedy|KENNEDY|John Kennedy|J. F. Kennedy|J.F. Kennedy|JF Kennedy|J Kennedy|"
            "John Fitzgerald Kennedy|F. Kennedy|"
            "Kennedy, John F.|Kennedy, J. F.|President Kennedy|Mr. Kennedy|President John F. Kennedy|“Kennedy”"
        ),
        accept=("Kennedy",),
        distractors=("Neil Armstrong", "Frank Borman", "John Glenn"),
    ),
    Case(
        "who",
        "Peter Abelard",
        wrong="Paul Abelard|Abel",
        more="Peter",
        spelled="Abelrd|Abellard|Peter Abelar",
        right="Abelard|P. Abelard",
    ),
    Case("who", "Abelard", wrong="Abbot", right="Peter Abelard|ABELARD", stem="Who taught in Paris?"),
    Case(
        "who_said",
        "Haider al-Abadi",
        wrong="Riad al-Abadi|Haddad",
        more="Haider",
        spelled="Hayder al-Abadi|al-Abady",
        right="Abadi|al-Abadi|al Abadi|Al-Abadi|Haider Abadi|Abadi, Haider al-",
        distractors=("Riad Haddad",),
    ),
    Case(
        "who",
        "Ludwig van Beethoven",
        spelled="Bethoven|van Beethofen",
        right="Beethoven|van Beethoven|L. van Beethoven|Beethoven, Ludwig van",
    ),
    Case(
        "who",
        "Charles de Gaulle",
        wrong="Henri de Gaulle",
        spelled="de Gaule",
        right="Gaulle|de Gaulle|General de Gaulle",
    ),
    Case(
        "who_said",
        "François Hollande",
        spelled="Holande|Francios Hollande",
        right="Francois Hollande|hollande|F. Hollande",
        accept=("Hollande",),
    ),
    Case("who", "Honoré Mirabeau", right="Honore Mirabeau|MIRABEAU|Mirabeau"),
    Case("who", "Søren Ægidius", right="Soren Aegidius|Aegidius"),
    Case(
        "who_said",
        "Sergei Lavrov",
        wrong="Igor Lavrov|Lavender",
        spelled="Sergey Lavrov|Lavrow",
        right="Lavrov|S. Lavrov|Minister Lavrov",
    ),
    Case(  # a name that two options share says too little
        "who_said",
        "George W. Bush",
        wrong="George H. W. Bush|George H W Bush",
        more="Bush|George Bush|Mr Bush|G. W. Bush",
        right="George W Bush",
        distractors=("George H. W. Bush", "Dick Cheney"),
    ),
    Case(
        "who_said",
        "George W. Bush",
        wrong="George H. W. Bush|Jeb Bush",
        right="Bush|George Bush|George Walker Bush",
        distractors=("Dick Cheney",),
    ),
    Case(
        "who_said", "Jeb Bush", right="Bush", accept=("Bush",), distractors=("George Bush",)
    ),  # accepted forms are trusted
    Case(  # never right where an option is as near
        "who_said",
        "Sergei Roberts",
        wrong="Robertson|Robertsn|Ivan Robertson",
        spelled="Robrts",
        right="Roberts",
        distractors=("Ivan Robertson",),
    ),
    Case(
        "who_said",
        "Louis XIV",
        wrong="Louis XVI|Louis XV|Louis XIII",
        more="Louis",
        right="King Louis XIV|louis xiv",
        distractors=("Louis XVI",),
    ),
    Case("who", "Louis XVIII", wrong="Louis XVII|Louis XIII", more="Louis", right="Louis XVIII"),
    Case(
        "who",
        "Martin Luther King",
        wrong="Stephen King",
        right="King|Dr. King|Martin Luther King Jr.|Martin Luther King, Jr.|King, Martin Luther",
    ),
    Case(
        "who",
        "Mervin Griffith-Jones",
        wrong="Mervin Smith-Jones",
        right="Griffith-Jones|Griffith Jones|Mervin Griffith-Jones",
    ),
    Case("who", "R.E. Appleman", wrong="John Appleman", right="Appleman|Roy Appleman|R. E. Appleman"),
    Case(
        "who",
        "Physicians for Human Rights",
        wrong="Amnesty International|Rights for Physicians",
        more="Physicians|Human Rights",
        spelled="Phisicians for Human Rights",
        right="physicians for human rights|the Physicians for Human Rights",
        stem="Which organisation said so?",
    ),
    Case(
        "who",
        "the Soviet Union",
        wrong="the European Union",
        more="Union|Soviet",
        right="Soviet Union|soviet union",
        stem="Who launched Sputnik?",
    ),
    Case(
        "who",
        "U.S. Embassy",
        wrong="UK Embassy",
        more="Embassy",
        right="US Embassy|the U.S. embassy",
        stem="Which organisation was assaulted?",
    ),
    Case(
        "cloze",
        "Walid Muallem",
        wrong="Lavrov|Muslim",
        spelled="Moallem|Walid Mualem",
        right="Muallem|W. Muallem",
        accept=("Muallem",),
        distractors=("Sergei Lavrov",),
    ),
    Case(
        "who",
        "Cat Stevens",
        right="Yusuf Islam|Stevens",
        spelled="Yusuf Islm",
        wrong="Yusuf Cat",
        accept=("Yusuf Islam",),
        stem="Who sang?",
    ),
    Case("who_said", "Richard Nixon", wrong="Milhous Richard Nixon", right="Richard Milhous Nixon|Richard M. Nixon"),
]

WORDS = [
    Case(
        "where",
        "the United States",
        wrong="United Kingdom|the",
        more="United",
        spelled="Untied States",
        right="United States|UNITED STATES|The United States",
    ),
    Case(
        "where",
        "Paris",
        wrong="Parma|Rome|Par",
        spelled="Pariss|Pari",
        right="paris|Paris, France|“Paris”|in Paris",
        distractors=("Parma",),
    ),
    Case("where", "Zürich", wrong="Bern", spelled="Zürch", right="Zurich|ZÜRICH|zurich|Zu\u0308rich"),
    Case("where", "Iran", wrong="Iraq|Irn", right="iran"),
    Case("where", "Austria", wrong="Australia", spelled="Austia", right="Austria", distractors=("Australia",)),
    Case("cloze", "New York City", wrong="York Town", more="New York|York", right="NewYork City|new york city"),
    Case("cloze", "Maarrat al-Nu'man", spelled="Maarat al-Nu'man", right="Maarrat al-Numan|Maarrat al Nu’man"),
    Case("cloze", "Apollo 11", wrong="Apollo 12|Apollo 1", more="Apollo", spelled="Apolo 11", right="apollo 11"),
    Case(
        "cloze", "Bosnia and Herzegovina", more="Bosnia", spelled="Bosnia and Hercegovina", right="Bosnia & Herzegovina"
    ),
    Case(
        "what",
        "a friendship and trade agreement",
        more="trade agreement",
        spelled="a freindship and trade agreement",
        right="friendship and trade agreement",
    ),
    Case("what", "the Œuvre", right="oeuvre|OEuvre|Œuvre"),
    Case(
        "complete_quote",
        "consideration",
        wrong="considered|considerate",
        spelled="consideraton|consideratin|ocnsideratoin",
        right="Consideration|“consideration”|a consideration|consideration.",
    ),
    Case(
        "complete_quote",
        "invited",
        wrong="invaded",
        spelled="invted|ivnited",
        right="INVITED",
        distractors=("invaded",),
    ),
    Case("complete_quote", "taxes", wrong="axes|fees", right="taxes", distractors=("axes",)),
    Case("complete_quote", "war", wrong="wars|was", right="War"),
    Case(
        "order",
        "B, C, A",
        wrong="A, B, C|A|b c d|bcab|a, b|C",
        more="B|B, C",
        right="b, c, a|bca|BCA|B C A|b > c > a|B-C-A|b then c then a|B, C and A",
        distractors=("A, B, C",),
    ),
    Case("order", "A, B, C, D", wrong="B, C, D|ABDC", more="a b c", right="abcd"),
    Case("where", "Cambridge", wrong="Cmbrgde|Camp", spelled="Cmbrigde|Cambrigde"),
]


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A blank page that knows how to mark."""
    page = browser.new_page()
    page.add_script_tag(content=modules("dates", "marking"))
    yield page
    page.close()


def verdicts(page: Page, typed: list[tuple[Mapping[str, object], str]]) -> list[str]:
    """How each text is marked for its item."""
    result: list[str] = page.evaluate("(pairs) => pairs.map(([item, text]) => mark(item, text))", typed)
    return result


@pytest.mark.parametrize("cases", [DATES, NUMBERS, NAMES, WORDS], ids=["dates", "numbers", "names", "words"])
def test_what_is_typed_counts_by_what_it_means(page: Page, cases: list[Case]) -> None:
    asked = [(case, verdict, form) for case in cases for verdict, form in case.typed()]
    found = verdicts(page, [(case.item(), form) for case, _, form in asked])
    off = [
        f"{case.key} ← {form!r}: {got}, not {verdict}"
        for (case, verdict, form), got in zip(asked, found, strict=True)
        if got != verdict
    ]
    assert off == []


def test_the_key_may_be_typed_in_capitals_and_with_spaces_but_not_as_nothing(page: Page) -> None:
    cases = DATES + NUMBERS + NAMES + WORDS
    for change, verdict in (
        (str.upper, "right"),
        (lambda key: "  " + key.replace(" ", "\u00a0 ") + "\n", "right"),
        (lambda key: "", "more"),
        (lambda key: " … ", "more"),
    ):
        found = verdicts(page, [(case.item(), change(case.key)) for case in cases])
        assert [case.key for case, got in zip(cases, found, strict=True) if got != verdict] == []


FORMS = {
    "day": [
        ("when", "7 October 2015"),
        ("when", "October 4, 1957"),
        ("cloze", "16 July 1969"),
        ("when", "15 March 44 BC"),
    ],
    "month": [("when", "August 1950"), ("cloze", "January 1949")],
    "year": [("when", "1947"), ("when", "384 BC"), ("when", "about 1040"), ("cloze", "1968")],
    "decade": [("when", "the 1980s"), ("when", "the 460s BC")],
    "century": [("when", "the 18th century"), ("when", "the 16th century BC")],
    "range": [
        ("when", "1910 to 1920"),
        ("when", "5–9 July 2000"),
        ("when", "1969 and 1972"),
        ("when", "July to September 1936"),
    ],
    "date": [
        ("when", "early November 1918"),
        ("when", "summer 1861"),
        ("when", "the end of 1967"),
        ("when", "the late 1930s"),
    ],
    "number": [
        ("how_many", "26"),
        ("how_many", "over 150,000"),
        ("cloze", "three"),
        ("cloze", "1,512"),
        ("how_many", "80%"),
    ],
    "name": [
        ("who_said", "Angela Merkel"),
        ("who", "U.S. Embassy"),
        ("cloze", "Moscow"),
        ("cloze", "the United States"),
    ],
    "place": [("where", "Paris"), ("where", "the United States")],
    "letters": [("order", "B, C, A")],
    "word": [("complete_quote", "invited"), ("what", "relations"), ("complete_quote", "Moscow")],
    "words": [("what", "a major offensive"), ("complete_quote", "clear and simple")],
}


def test_the_form_asked_for_follows_from_the_key(page: Page) -> None:
    items = [Case(kind, key).item() for pairs in FORMS.values() for kind, key in pairs]
    found = page.evaluate("(items) => items.map(formOf)", items)
    assert found == [form for form, pairs in FORMS.items() for _ in pairs]


@pytest.fixture(scope="module")
def items(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """The items of the two decks that the project keeps."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("sources", "decks"):
        shutil.copytree(checkout / name, folder / name)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        done = CliRunner().invoke(main, ["build", *DECKS, "--format", "json"])
    assert done.exit_code == 0, done.output
    return [item for deck in DECKS for item in json.loads((folder / f"decks/{deck}/{deck}.json").read_text())["items"]]


def test_every_key_of_the_real_decks_is_right_and_every_distractor_wrong(
    page: Page, items: list[dict[str, object]]
) -> None:
    expected = [
        (item, form, verdict)
        for item in items
        for forms, verdict in (([item["key"], *item["accept"]], "right"), (item["distractors"], "wrong"))
        for form in forms
        for form in (form, form.upper(), f" {form.replace(' ', '  ')} ")
    ]
    assert len(expected) > 1000
    found = verdicts(page, [(item, form) for item, form, _ in expected])
    off = [
        (item["key"], form, got) for (item, form, verdict), got in zip(expected, found, strict=True) if got != verdict
    ]
    assert off == []


def test_every_real_item_is_asked_for_in_a_form_that_fits_it(page: Page, items: list[dict[str, object]]) -> None:
    fitting = {
        "when": {"day", "month", "year", "decade", "century", "range", "date"},
        "who_said": {"name"},
        "who": {"name"},
        "how_many": {"number"},
        "where": {"place"},
        "order": {"letters"},
        "cloze": {"day", "month", "year", "number", "name", "place"},
        "complete_quote": {"word", "words", "number"},
        "what": {"word", "words", "name"},
    }
    found = page.evaluate("(items) => items.map(formOf)", items)
    assert [
        (item["key"], form) for item, form in zip(items, found, strict=True) if form not in fitting[item["kind"]]
    ] == []
    exact = [
        (item, form) for item, form in zip(items, found, strict=True) if item["kind"] == "when" and form != "range"
    ]
    assert all(form == item["precision"] for item, form in exact)


def test_no_text_is_too_odd_to_mark(page: Page) -> None:
    """Every text gets a verdict, and a text that nobody could mean for the key is never right."""
    chance = random.Random(7)
    ranges = [
        (32, 127),
        (32, 65),
        (160, 0x24F),
        (0x300, 0x36F),
        (0x590, 0x6FF),
        (0x2000, 0x206F),
        (0x3040, 0x30FF),
        (0x1F300, 0x1F600),
    ]
    texts = [
        "".join(chr(chance.randint(*chance.choice(ranges))) for _ in range(chance.randint(0, 24))) for _ in range(400)
    ]
    texts += [
        "__proto__",
        "constructor",
        "toString",
        "hasOwnProperty",
        "NaN",
        "Infinity",
        "1e9",
        ",",
        ", ,",
        "a, ",
        "0",
        "-",
        "\x00",
        "to",
        "between and",
    ]
    cases = [one for group in (DATES, NUMBERS, NAMES, WORDS) for one in group[::6]]
    found = page.evaluate(
        """([items, texts]) => [...texts, "\\ud800", "a\\udfff b"]
          .flatMap((text) => items.map((item) => mark(item, text)))""",
        [[case.item() for case in cases], texts],
    )
    assert set(found) <= {"wrong", "more"}


def test_a_very_long_text_is_marked_and_not_right(page: Page) -> None:
    long = [
        "a " * 5000,
        "1" * 10_000,
        "1 " * 5000,
        "," * 9_999 + "a",
        "-" * 9_999 + "1",
        " " * 9_999 + "x",
        "é" * 10_000,
        "1." * 99,
        "a-" * 99,
        "to " * 66,
    ]
    cases = [one for group in (DATES, NUMBERS, NAMES, WORDS) for one in group[::6]]
    found = page.evaluate(
        "([items, texts]) => texts.flatMap((text) => items.map((item) => mark(item, text)))",
        [[case.item() for case in cases], long],
    )
    assert set(found) <= {"wrong", "more"}


READ = {
    "7 October 2015": [(2015, 10, 7)],
    "October 7, 2015": [(2015, 10, 7)],
    "the 7th of October, 2015": [(2015, 10, 7)],
    "Wed. 7 Oct. 2015": [(2015, 10, 7)],
    "2015-10-07": [(2015, 10, 7)],
    "7/10/2015": [(2015, 10, 7), (2015, 7, 10)],
    "7.7.2015": [(2015, 7, 7)],
    "13/10/2015": [(2015, 10, 13)],
    "10/13/2015": [(2015, 10, 13)],
    "13/13/2015": [],
    "07-10-15": [(1915, 10, 7), (1915, 7, 10), (2015, 10, 7), (2015, 7, 10)],
    "7 October": [(0, 10, 7)],
    "29 February": [(0, 2, 29)],
    "29 February 2015": [],
    "29 February 2016": [(2016, 2, 29)],
    "29 February 1900": [],
    "31 June": [],
    "0 June 2015": [],
    "32 June 2015": [],
    "October": [(0, 10, 0)],
    "Oct 2015": [(2015, 10, 0)],
    "10/2015": [(2015, 10, 0)],
    "13/2015": [],
    "2015-10": [(2015, 10, 0)],
    "Septemebr 2015": [(2015, 9, 0)],
    "Febuary 2015": [(2015, 2, 0)],
    "Juny 2015": [],  # June or July
    "Ma 2015": [],
    "2015": [(2015, 0, 0)],
    "AD 70": [(70, 0, 0)],
    "384 BC": [(-384, 0, 0)],
    "384 B.C.E.": [(-384, 0, 0)],
    "15 March 44 BC": [(-44, 3, 15)],
    "29 February 5 BC": [(-5, 2, 29)],
    "29 February 4 BC": [],
    "0": [],
    "0 BC": [],
    "20155": [],
    "2015 2016": [],
    "the 1980s": [],
    "October October 2015": [],
    "Wednesday": [],
    "soon": [],
    "": [],
}


def test_a_date_is_read_in_every_common_form(page: Page) -> None:
    found = page.evaluate(
        "(texts) => texts.map((text) => readDates(text).map((d) => [d.year, d.month, d.day]))", list(READ)
    )
    assert {text: [tuple(one) for one in dates] for text, dates in zip(READ, found, strict=True)} == READ


def test_every_day_is_read_as_it_is_written(page: Page) -> None:
    chance = random.Random(7)
    days = [
        date.fromordinal(chance.randint(date(100, 1, 1).toordinal(), date(9999, 12, 31).toordinal()))
        for _ in range(300)
    ]
    texts = [timevalues.write(day.isoformat(), style) for day in days for style in ("dmy", "mdy")]
    found = page.evaluate("(texts) => texts.map((text) => readDates(text).map((d) => [d.year, d.month, d.day]))", texts)
    assert found == [[[day.year, day.month, day.day]] for day in days for _ in range(2)]


def values() -> list[str]:
    """TIMEX3 values of every form, of years near and far."""
    years = [
        f"{year:04d}" for year in (2, 70, 99, 100, 476, 1000, 1582, 1900, 1969, 1970, 2000, 2015, 2016, 2100, 9998)
    ]
    parts = [
        "",
        "-01",
        "-02",
        "-12",
        "-10-07",
        "-02-28",
        "-02-29",
        "-06-31",
        "-12-31",
        "-10-XX",
        "-W01",
        "-W40",
        "-W40-3",
        "-W53",
        "-W40-WE",
    ]
    parts += (
        [f"-{season}" for season in ("SP", "SU", "FA", "WI")]
        + [f"-Q{n}" for n in range(1, 5)]
        + ["-H1", "-H2", "-10-07TMO"]
    )
    return [year + part for year in years for part in parts] + ["199", "001", "999", "19", "01", "99"]


def test_an_edtf_date_means_the_days_that_its_timex_value_means(page: Page) -> None:
    """As Python's `interval` says it: of what blurs a value, the known end serves for both."""
    chance = random.Random(7)
    pairs: list[tuple[str, str | None, str | None, Joint | None]] = [(one, None, None, None) for one in values()]
    pairs += [(one, mod, None, None) for one in values()[::5] for mod in ("APPROX", "BEFORE", "AFTER", "START")]
    for _ in range(300):
        one, other = chance.sample(values(), 2)
        pairs.append((one, None, other, chance.choice([None, Joint.RANGE, Joint.LIST, Joint.CHOICE, Joint.SERIES])))
    written = [timevalues.to_edtf(one, mod, other, joint) for one, mod, other, joint in pairs]
    found = page.evaluate("(texts) => texts.map(spanOf)", written)
    off = []
    for (one, _, other, _), edtf, span in zip(pairs, written, found, strict=True):
        days = timevalues.interval(one, other)
        expected = days and {"first": (days[0] - EPOCH).days, "last": (days[1] - EPOCH).days}
        if span != expected:
            off.append((one, other, edtf, span, expected))
    assert off == []


def test_years_before_christ_have_days_too(page: Page) -> None:
    """Python's calendar begins with the year 1; a picture of a deck's events does not."""
    texts = [
        "0000",
        "-0001",
        "-0489",
        "-0489-02",
        "-0003-02-29",
        "-0004-02-29",
        "[-0489,-0488]",
        "000X",
        "00XX",
        "9999-24",
    ]
    found = page.evaluate("(texts) => texts.map(spanOf)", texts)
    year_one = (date(1, 1, 1) - EPOCH).days
    assert found[0] == {"first": year_one - 366, "last": year_one - 1}
    assert found[1] == {"first": year_one - 366 - 365, "last": year_one - 367}
    assert found[2]["last"] - found[2]["first"] == 364
    assert found[3]["last"] - found[3]["first"] == 27
    assert found[4] is None  # 4 BC was no leap year, 5 BC was
    assert found[5]["first"] == found[5]["last"] == year_one - 366 - 3 * 365 - 366 + 59
    assert found[6] == {"first": found[2]["first"], "last": found[2]["last"] + 366}
    assert found[7] == {"first": year_one - 366, "last": (date(9, 12, 31) - EPOCH).days}
    assert found[8] == {"first": year_one - 366, "last": (date(99, 12, 31) - EPOCH).days}
    assert found[9]["last"] == (date(9999, 12, 31) + timedelta(days=0) - EPOCH).days + 80


@pytest.mark.parametrize(
    "text",
    [
        "",
        "..",
        "../..",
        "2015-13",
        "2015-00",
        "2015-10-32",
        "2015-10-00",
        "2015-25",
        "P3D",
        "soon",
        "20",
        "2015-10-07T12:00",
        None,
    ],
)
def test_what_is_no_date_has_no_days(page: Page, text: str | None) -> None:
    assert page.evaluate("spanOf", text) is None
