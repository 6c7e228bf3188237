"""People by all their names, and who asserts what in indirect speech."""

import pytest
from test_quotations import document_of

from quizgen.annotation import Person, SpeakerKind
from quizgen.annotators.cues import BASES, VERBS, Behaviour, forms
from quizgen.annotators.names import name_key
from quizgen.annotators.people import find_people, is_female
from quizgen.annotators.quotations import find_quotations
from quizgen.annotators.sentences import parse_sentences, split
from quizgen.annotators.speakers import Attribution, attribute, attributions


def people_of(text: str) -> dict[str, Person]:
    document = document_of(text)
    quotations = find_quotations(document)
    parsed = parse_sentences(document, split(document, quotations), quotations)
    return {person.name: person for person in find_people(document, parsed)}


def said_in(text: str) -> list[Attribution]:
    document = document_of(text)
    quotations = find_quotations(document)
    parsed = parse_sentences(document, split(document, quotations), quotations)
    return list(attributions(document, quotations, parsed, find_people(document, parsed)))


ROLES = {
    "Danish foreign minister Mette Holm said so.": ("Mette Holm", "Danish foreign minister"),
    "Mette Holm, the head of the harbour board, said so.": ("Mette Holm", "head of the harbour board"),
    "The head of the harbour board, Mette Holm, said so.": ("Mette Holm", "head of the harbour board"),
    "A spokeswoman for the harbour board, Mette Holm, said so.": ("Mette Holm", "spokeswoman for the harbour board"),
    "Harbour board spokeswoman, Mette Holm, told reporters so.": ("Mette Holm", "Harbour board spokeswoman"),
    "Secretary of State Mette Holm said so.": ("Mette Holm", "Secretary of State"),
    "Secretary General Mette Holm said so.": ("Mette Holm", "Secretary General"),
    "Sen. Mette Holm said so.": ("Mette Holm", "Senator"),
    "Vermont Sen. Mette Holm said so.": ("Mette Holm", "Vermont Senator"),
    "Harbour spokesman Major General Lars Holm said so.": ("Lars Holm", "Harbour spokesman"),
    "Mr. Lars Holm said so.": ("Lars Holm", None),
    "The commander of the northern base, Lt. Gen. Lars Holm, said so.": ("Lars Holm", "commander of the northern base"),
    "Danish President Mette Holm came. President Holm said so.": ("Mette Holm", "Danish President"),
    "Mette Holm, chairman and chief operating officer of Dansk, said so.": (
        "Mette Holm",
        "chairman and chief operating officer of Dansk",
    ),
}


@pytest.mark.parametrize("sentence", ROLES)
def test_role(sentence: str) -> None:
    name, role = ROLES[sentence]
    person = people_of(sentence)[name]
    assert (person.role or "").lower() == (role or "").lower()


VARIANTS = {
    "Minister Sergei Volkov met the press. Sergey Volkov left. Volkov flew home.": {"Sergei Volkov"},
    "President Emil Núñez spoke. Later Emil Nunez rested, and Nunez slept.": {"Emil Núñez"},
    "Minister Hakim al-Zamil spoke. Al-Zamil left.": {"Hakim al-Zamil"},
    "Secretary Ash Carver came. Ashton Carver said so. Carver said no more.": {"Ashton Carver"},
    "Minister Sergei Lavarro came. Lavarro spoke. Lavraro left.": {"Sergei Lavarro"},
    "Mayor Ruth Hale and banker Simon Hale came.": {"Ruth Hale", "Simon Hale"},
    "Envoy Stefan de Mastre came. De Mastre said so.": {"Stefan de Mastre"},
    "Governor Howard Dean spoke. Dean said so.": {"Howard Dean"},
    "Rep. G.K. Button said so.": {"G.K. Button"},
}


@pytest.mark.parametrize("text", VARIANTS)
def test_variants_are_one_person(text: str) -> None:
    assert set(people_of(text)) == VARIANTS[text]


NOBODY = (
    "The Defence Ministry said so on Monday.",
    "Prime Minister's Office staff said so.",
    "The General Assembly met in New York on Monday.",
    "Foreign soldiers and 3,000 Danes, a ministry spokesman said, are there.",
)


@pytest.mark.parametrize("sentence", NOBODY)
def test_no_person(sentence: str) -> None:
    assert people_of(sentence) == {}


def test_mentions_stand_in_sentences_that_were_not_parsed() -> None:
    text = "Minister Ruth Hale said that 12 ships sank. Hale wept. “It was a black day for us all,” she said."
    mentions = [mention.of(text) for mention in people_of(text)["Ruth Hale"].mentions]
    assert mentions == ["Ruth Hale", "Hale"]


def test_title_tells_namesakes_apart() -> None:
    text = "Senators Bill Clifford and Hillary Clifford came on Monday. Mrs. Clifford said that 12 ships sank."
    assert said_in(text)[-1].speaker.name == "Hillary Clifford"


@pytest.mark.parametrize(
    ("a", "b"), [("Shoigu", "Shoygu"), ("Muallem", "Moualem"), ("al-Zamil", "Zamil"), ("Núñez", "Nunez")]
)
def test_one_name_key(a: str, b: str) -> None:
    assert name_key(a) == name_key(b)


def test_sex_by_given_name_and_role() -> None:
    assert is_female(Person("Angela Holm", None, (), ())) is True
    assert is_female(Person("Sergei Holm", None, (), ())) is False
    assert is_female(Person("Xan Holm", "spokeswoman", (), ())) is True
    assert is_female(Person("Xan Holm", None, (), ())) is None


INDIRECT = {
    "Minister Ruth Hale said that four ships fired 26 missiles.": ("Ruth Hale", "said", "fired"),
    "Four ships fired 26 missiles, minister Ruth Hale said.": ("Ruth Hale", "said", "fired"),
    "Four ships fired 26 missiles, the Defence Ministry reported.": ("Defence Ministry", "reported", "fired"),
    "According to the Defence Ministry, four ships fired 26 missiles.": ("Defence Ministry", "According to", "fired"),
    "Reuters quoted minister Ruth Hale as saying that four ships sank.": ("Ruth Hale", "quoted", "sank"),
    "Four ships fired 26 missiles, TASS reports, citing the Defence Ministry.": ("Defence Ministry", "citing", "fired"),
}


@pytest.mark.parametrize("sentence", INDIRECT)
def test_indirect_speech(sentence: str) -> None:
    name, cue, root = INDIRECT[sentence]
    found = [
        (one.speaker.name, one.cue.of(sentence), one.parsed.tokens[one.root].text)
        for one in said_in(sentence)
        if one.root is not None
    ]
    assert (name, cue, root) in found


def test_via_is_no_speaker() -> None:
    text = "“The salt road is open again to every cart,” trader Aziz Noor told Reuters."
    document = document_of(text)
    quotations = find_quotations(document)
    parsed = parse_sentences(document, split(document, quotations), quotations)
    (found,) = attribute(document, quotations, parsed, find_people(document, parsed), ())
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.kind, found.via) == ("Aziz Noor", SpeakerKind.PERSON, "Reuters")


def test_cue_table() -> None:
    assert forms("deny") == ("deny", "denies", "denied", "denying")
    assert forms("quip") == ("quip", "quips", "quipped", "quipping")
    assert BASES["told"] == "tell"
    assert Behaviour.RELAYS in VERBS["reported"]
    assert all(form.islower() for form in VERBS)


def test_many_like_names_are_each_attributed() -> None:
    text = "\n".join(f"Minister Ruth Hale{'abcdefghij'[i % 10]} said that {i} ships sank." for i in range(60))
    document = document_of(text)
    parsed = parse_sentences(document, split(document, ()), ())
    people = find_people(document, parsed)
    assert len(attributions(document, (), parsed, people)) == 60
