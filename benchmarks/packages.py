"""A deck of 10,000 notes: how long its package takes to write, how large it is, how long Anki takes to import it."""

import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizgen.deck import FORMS, Card, Deck
from quizgen.document import Source, Span
from quizgen.item import Evidence, Item, Kind
from quizgen.renderers import anki

NOTES = 10_000
FIRST = datetime(2024, 5, 1, 8, 0, tzinfo=UTC)
SOURCE = Source(title="The road to the coast", publisher="Coast Gazette", url="https://gazette.example/road")
KINDS = (Kind.WHEN, Kind.WHO_SAID, Kind.HOW_MANY, Kind.CLOZE, Kind.WHO)
STEMS = {
    Kind.WHEN: "On what date did the ferry {n} of the Coast Line first cross the Sound of Norvik?",
    Kind.WHO_SAID: "Who said on 4 March 1950: “The harbour has {n} boats and belongs to its fishermen, and to nobody”?",
    Kind.HOW_MANY: "According to the Harbour Office, how many boats did the storm of {n} sink off Norvik?",
    Kind.CLOZE: "Which year completes the sentence? The lighthouse number {n} on the coast of Norvik was lit in ____.",
    Kind.WHO: "Who opened bridge number {n} over the Dene on 4 March 1950?",
}


def card(number: int) -> Card:
    """A card as long as cards are."""
    kind = KINDS[number % len(KINDS)]
    text = (
        f"The ferry {number} of the Coast Line first crossed the Sound of Norvik on 4 March 1950, when most of the "
        f"harbour had been closed by ice for {number % 90} days, and {number} people saw it from the pier."
    )
    at = text.index("4 March 1950")
    proof = Evidence(
        "road",
        Span(number * 200, number * 200 + len(text)),
        text,
        Span(number * 200 + at, number * 200 + at + 12),
        SOURCE,
    )
    item = Item(
        kind=kind,
        claim=f"{kind} {number}",
        stem=STEMS[kind].format(n=number),
        key="4 March 1950" if kind is not Kind.CLOZE else str(1800 + number % 200),
        evidence=(proof,),
        rule="benchmark",
        distractors=("5 March 1950", "4 April 1950", "7 May 1951") if number % 2 else (),
    )
    return Card(f"{number:012x}", FIRST + timedelta(seconds=number), item, FIRST, FORMS[kind])


def main() -> None:
    """Print the figures, each beside its goal."""
    deck = Deck("benchmark", "Ten thousand", tuple(card(number) for number in range(NOTES)), note_types_changed=FIRST)
    start = time.perf_counter()
    package = anki.render(deck)
    print(f"{NOTES:,} notes: package written in {time.perf_counter() - start:.2f} s (goal 3)")
    print(f"{NOTES:,} notes: package of {len(package) / 1e6:.2f} MB (goal 5)")
    try:
        from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
    except ImportError:
        print("anki is not installed: no figure for the import")
        return
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "deck.apkg"
        path.write_bytes(package)
        collection = Collection(str(Path(folder) / "collection.anki2"))
        request = ImportAnkiPackageRequest(package_path=str(path), options=ImportAnkiPackageOptions())
        start = time.perf_counter()
        log = collection.import_anki_package(request).log
        print(
            f"{NOTES:,} notes: imported in {time.perf_counter() - start:.2f} s (goal 1), {len(log.new):,} of them new"
        )
        start = time.perf_counter()
        collection.import_anki_package(request)
        print(f"{NOTES:,} notes: imported again, unchanged, in {time.perf_counter() - start:.2f} s")
        collection.close()


if __name__ == "__main__":
    sys.exit(main())
