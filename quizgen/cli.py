"""
The command line: parse, call, print, exit. The only module that prints.

Results go to stdout; talk, progress, warnings and errors to stderr. Exit codes: 0 done, 1 something the
user can mend (each a line that says where, what and what to do), 2 wrong usage, 130 stopped by Ctrl-C.

What costs time to import (spaCy, pydantic, genanki, rich) is imported inside the commands that need it.
"""

import sys

try:
    import errno
    import io
    import os
    import shlex
    from collections import Counter
    from collections.abc import Callable, Iterator, Sequence
    from contextlib import contextmanager, suppress
    from datetime import UTC, date, datetime
    from functools import partial
    from pathlib import Path
    from typing import TYPE_CHECKING, NoReturn

    import click

    from quizgen import __version__
    from quizgen.dates import parse_day
    from quizgen.document import Document
    from quizgen.errors import DeckError, QuizgenError
    from quizgen.files import ADVICE
    from quizgen.item import Kind, Refusal
    from quizgen.renderers import FORMATS, USUAL
    from quizgen.wording import count, printable
except KeyboardInterrupt:  # Ctrl-C before there is a command to stop
    print("stopped", file=sys.stderr)
    raise SystemExit(130) from None

if TYPE_CHECKING:
    from quizgen.ankiconnect import AnkiConnect
    from quizgen.project import Built, DeckAt, Plan

Progress = Callable[[Document], None]


class Program(click.Group):
    """The command group: it alone turns what a user can mend into a line and exit code 1."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words before the command; `--help` and `--version` print here."""
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")  # a terminal without the letters of a text is no failure
        with _one_line(ctx):
            return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command of that name; a file in its place was probably to be built."""
        word = args[0]
        looks_like_a_path = "." in word.strip(".") or os.sep in word or Path(word).exists()
        if word not in self.commands and not word.startswith("-") and looks_like_a_path:
            ctx.fail(f"No such command '{printable(word)}'. Did you mean quizgen build {printable(shlex.quote(word))}?")
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run the command that was asked for."""
        with _one_line(ctx):
            return super().invoke(ctx)


@contextmanager
def _one_line(ctx: click.Context) -> Iterator[None]:
    """What a user can mend, Ctrl-C and what the system refuses: a line and an exit code, no traceback."""
    try:
        yield
    except QuizgenError as error:
        _say("error", error)
        ctx.exit(1)
    except KeyboardInterrupt:
        after_echo = "\n" if sys.stderr.isatty() else ""  # the terminal has just shown ^C
        click.echo(f"{after_echo}stopped: what was not yet reported is as it was before", err=True)
        ctx.exit(130)
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # click leaves quietly when the reader of a pipe has gone
        where = os.fsdecode(error.filename) if isinstance(error.filename, str | bytes) else "standard output"
        todo = ADVICE.get(error.errno or 0, "see whether it can be read and written")
        _say("error", f"{where}: {error.strerror or error} ({todo})")
        with suppress(OSError):  # what is left in the buffer would fail once more at the end of the program
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        ctx.exit(1)


class Place(click.Path):
    """The name of a file or folder; an empty one (an unset variable of a shell) is none."""

    def convert(
        self, value: "str | os.PathLike[str]", param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """The path that is named."""
        if not os.fspath(value):
            self.fail("the name is empty.", param, ctx)
        return Path(value)


class Day(click.ParamType[date]):
    """A date in any everyday form."""

    name = "DATE"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day that the words name."""
        day = value if isinstance(value, date) else parse_day(str(value))
        if day is None:
            self.fail(f'"{value}" is no date; write it like 2015-10-07 or "7 October 2015".', param, ctx)
        return day


class Formats(click.ParamType[tuple[str, ...]]):
    """Formats of output, separated by commas."""

    name = "FORMAT,…"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, ...]:
        """The names, each known."""
        if isinstance(value, tuple):
            return value
        names = tuple(name.strip().lower() for name in str(value).split(",") if name.strip())
        for name in names or ("",):
            if name not in FORMATS:
                self.fail(f'"{name}" is no format; known: {", ".join(FORMATS)}.', param, ctx)
        return names


@click.group(
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
Examples:
  quizgen init moon && cd moon && quizgen build    a first project, built at once
  quizgen build article.html -o quiz               a quiz and an Anki deck from one page
  quizgen explain article.html | less              why it asks what it asks""",
)
@click.version_option(__version__, prog_name="quizgen", message="%(prog)s %(version)s")
def main() -> None:
    """Turn documents into study aids: dated facts and quotations become quizzes and Anki decks."""


@main.command(
    epilog="""\b
Examples:
  quizgen build                                    every deck of the project around this folder
  quizgen build moon                               the deck of decks/moon/deck.toml
  quizgen build report.txt notes/ -o out           one deck from loose documents
  quizgen build page.html --title "The Moon" --format apkg -o out
  quizgen build wire.txt --published 2015-10-07    for a text that does not say its date"""
)
@click.argument("what", nargs=-1, metavar="[DECK | FILE | FOLDER]...")
@click.option("-o", "--output", "folder", type=Place(), help="Where the files go. [default: here]")
@click.option("--title", help="The deck's title; the files are named after it.")
@click.option("--published", type=Day(), help="Publication date of documents that do not tell theirs.")
@click.option(
    "--format", "formats", type=Formats(), help=f"What to write: {', '.join(FORMATS)}. [default: {','.join(USUAL)}]"
)
@click.option("--strict", is_flag=True, help="Take warnings for errors: a deck with warnings is not written.")
@click.option("-v", "--verbose", is_flag=True, help="List all cards of the last build that went away.")
def build(
    what: tuple[str, ...],
    folder: Path | None,
    title: str | None,
    published: date | None,
    formats: tuple[str, ...] | None,
    strict: bool,
    verbose: bool,
) -> None:
    """Build quizzes and Anki decks.

    Without an argument, every deck of the project; with names, these decks; with files or folders, one deck
    of these documents, without any project. A page beside the decks of a project, index.html, lists them all.
    """
    targets = _to_build(what)
    jobs = _jobs(targets, folder, title, published, formats or ())
    failed = [job for job in jobs if not _build_one(job, strict, verbose)]
    unlisted = [project for project in _projects(targets) if not _list_decks(project)]
    if failed or unlisted:
        raise click.exceptions.Exit(1)


def _to_build(what: Sequence[str]) -> "Sequence[DeckAt | Path | DeckError]":
    """What the names mean, or every deck; and what is said of folders that are no decks."""
    from quizgen import project

    if not what:
        for notice in project.without_deck_file(Path()):
            _say("warning", notice)
    return _named(what)


def _jobs(
    targets: "Sequence[DeckAt | Path | DeckError]",
    folder: Path | None,
    title: str | None,
    published: date | None,
    formats: tuple[str, ...],
) -> list[Callable[[], "Plan"]]:
    """One job for each deck to build; a job gives its plan, or raises what is wrong with it."""
    from quizgen import project

    paths = [target for target in targets if isinstance(target, Path)]
    decks = [target for target in targets if isinstance(target, project.DeckAt)]
    wrong = [target for target in targets if isinstance(target, QuizgenError)]
    if paths and decks:
        raise click.UsageError("Name decks or documents, not both at once.")
    if paths and wrong:
        raise wrong[0]
    if paths:
        loose = partial(project.plan_loose, title=title, published=published, formats=formats)
        return [partial(loose, paths, folder or Path())]
    for option, value in (("-o", folder), ("--title", title), ("--published", published)):
        if value is not None and decks:
            raise click.UsageError(f"{option} is for loose documents; a project's deck.toml says this.")
    named = (partial(project.plan_deck, deck.project, deck.name, formats) for deck in decks)
    return [*(partial(_raise, error) for error in wrong), *named]


def _raise(error: QuizgenError) -> NoReturn:
    raise error


def _build_one(make_plan: Callable[[], "Plan"], strict: bool, verbose: bool) -> bool:
    """Build and report one deck; whether it was written. What goes wrong here leaves other decks alone."""
    from quizgen import project

    try:
        plan = make_plan()
        with _progress(plan.title, len(plan.sources)) as progress:
            built = project.build(plan, _now(), progress)
        for notice in built.notices:
            _say("warning", notice)
        if strict and built.notices:
            number = count(len(built.notices), "warning")
            raise DeckError(plan.title, f"not written: {number}, and --strict", "mend what they say first")
        project.write(built)
    except QuizgenError as error:
        _say("error", error)
        return False
    for line in report(plan, built, verbose=verbose):
        click.echo(printable(line))
    return True


def _projects(targets: "Sequence[DeckAt | Path | DeckError]") -> list[Path]:
    """The projects that decks belong to, each once."""
    from quizgen.project import DeckAt

    return list({deck.project.resolve(): deck.project for deck in targets if isinstance(deck, DeckAt)}.values())


def _list_decks(project: Path) -> bool:
    """Write and report the page of all decks of a project; whether that went well."""
    from quizgen import decklist, files
    from quizgen.project import Notice

    try:
        page = decklist.page(project)
        if isinstance(page, Notice):
            _say("warning", page)
        elif page:
            files.write_all({page.path: page.content})
            click.echo(printable(f"{page.path}: {count(page.decks, 'deck')}"))
    except QuizgenError as error:
        _say("error", error)
        return False
    return True


def report(plan: "Plan", built: "Built", *, verbose: bool) -> Iterator[str]:
    """What came of a build: cards by kind, refusals by reason, conflicts, files."""
    deck = built.deck
    kinds = Counter(card.item.kind for card in deck.cards)
    reasons = Counter(refusal.reason for refusal in deck.refusals)
    used = {evidence.document for card in deck.cards for evidence in card.item.evidence}
    yield f"{deck.title} ({deck.id})"
    cards = ", ".join(f"{kinds[kind]} {kind}" for kind in Kind if kinds[kind])
    yield f"  {count(len(deck.cards), 'card')} from {len(used)} of {count(len(built.documents), 'source')}: {cards}"
    refused = ", ".join(f"{reason} ({number})" for reason, number in reasons.most_common())
    yield f"  {count(len(deck.refusals), 'candidate')} refused" + (f": {refused}" if refused else "")
    if deck.conflicts:
        yield f"  {count(len(deck.conflicts), 'question')} on which sources disagree"
    for path in built.files:
        yield f"  {path}"
    if verbose:
        yield from (f"  went away: {stem}" for _, stem in deck.retired)


@main.command(
    epilog="""\b
Examples:
  quizgen verify                                   every deck of the project around this folder
  quizgen verify moon                              the deck of decks/moon/
  quizgen verify out/report.json                   a deck of loose documents"""
)
@click.argument("what", nargs=-1, metavar="[DECK | FILE.json]...")
def verify(what: tuple[str, ...]) -> None:
    """Prove built decks: every card's words stand in its sources, and these are as they were.

    Reads the JSON that a build wrote and the documents it names. Exits with 1 where something is not proved.
    """
    from quizgen import project, verification

    proved = True
    for path, rebuild in project.built_decks(what, Path()):
        proof = verification.verify(path, rebuild)
        for fault in proof.faults:
            _say("error", fault)
        proved = proved and not proof.faults
        cards, documents = count(proof.items, "card"), count(proof.documents, "document")
        click.echo(printable(f"{path}: {cards} of {documents}, {count(len(proof.faults), 'fault')}"))
    if not proved:
        raise click.exceptions.Exit(1)


@main.command(
    epilog="""\b
Examples:
  quizgen diff                                     every deck of the project around this folder
  quizgen diff moon -v                             the deck of decks/moon/, with the cards that would move"""
)
@click.argument("what", nargs=-1, metavar="[DECK]...")
@click.option("-v", "--verbose", is_flag=True, help="Also list cards that only move or get another layout.")
def diff(what: tuple[str, ...], verbose: bool) -> None:
    """Show what a build now would change, and write nothing.

    Compares with the last build: + is a new card, ~ one that says something else, - one that would go away,
    > one that would come earlier or later.
    """
    failed = [target for target in _named(what) if not _diff_one(target, verbose)]
    if failed:
        raise click.exceptions.Exit(1)


def _refuse_empty(what: Sequence[str]) -> None:
    if "" in what:  # an unset variable of a shell
        raise click.UsageError("One of the names is empty.")


def _named(what: Sequence[str]) -> "Sequence[DeckAt | Path | DeckError]":
    """What the names of decks mean; every deck of the project where there is none."""
    from quizgen import project

    _refuse_empty(what)
    return project.meant(what, Path()) if what else project.every_deck(Path())


def _plan_of(target: "DeckAt | Path | DeckError") -> "Plan":
    """The plan of a deck of a project; DeckError where something else was named."""
    from quizgen import project

    if isinstance(target, DeckError):
        raise target
    if isinstance(target, Path):
        raise DeckError(str(target), "is no deck of a project", "name a folder of decks/ that has a deck.toml")
    return project.plan_deck(target.project, target.name)


def _diff_one(target: "DeckAt | Path | DeckError", verbose: bool) -> bool:
    """Compare and report one deck; whether that went well. What goes wrong here leaves other decks alone."""
    from quizgen import difference

    try:
        plan = _plan_of(target)
        with _progress(plan.title, len(plan.sources)) as progress:
            found = difference.diff(plan, _now(), progress)
    except QuizgenError as error:
        _say("error", error)
        return False
    for line in difference.lines(found, verbose=verbose):
        click.echo(printable(line))
    return True


@main.command(
    epilog="""\b
Examples:
  quizgen extract article.txt                      one line of JSON on the terminal
  quizgen extract articles/ -o found.jsonl         a line for each document of a folder"""
)
@click.argument("paths", nargs=-1, required=True, metavar="FILE|FOLDER...", type=Place())
@click.option("-o", "--output", type=Place(), help="File to write, - for stdout. [default: stdout]")
@click.option("--published", type=Day(), help="Publication date of documents that do not tell theirs.")
def extract(paths: tuple[Path, ...], output: Path | None, published: date | None) -> None:
    """Write what was found as JSON, a line for each document: time expressions, quotations, facts."""
    from quizgen import extraction, extractors, files, pipeline, project

    if str(output) == "-":
        output = None
    documents = project.read([source for path in paths for source in project.documents_in(path)], published)
    lines: list[bytes] = []
    with _progress("extract", len(documents)) as progress:
        for document in documents:
            annotated = pipeline.annotate(document)
            for notice in project.document_notices(annotated):
                _say("warning", notice)
            claims = [found for found in extractors.extract(annotated) if not isinstance(found, Refusal)]
            line = extraction.line(annotated, claims)
            progress(document)
            if output is None:
                click.echo(line, nl=False)
            else:
                lines.append(line)
    if output is not None:
        files.write_all({output: b"".join(lines)})
        click.echo(f"{output}: {count(len(lines), 'document')}", err=True)


@main.command(
    epilog="""\b
Examples:
  quizgen explain article.md
  echo "The bridge opened on Monday." | quizgen explain - --published 2015-10-07"""
)
@click.argument("source", metavar="FILE|-", type=Place())
@click.option("--published", type=Day(), help="Publication date, where the document does not tell it.")
@click.option("--title", help="Title, where the document does not tell it.")
def explain(source: Path, published: date | None, title: str | None) -> None:
    """Show, sentence by sentence, what was found, what was asked and what was refused, and why."""
    from quizgen import explanation, pipeline, project

    if str(source) == "-":
        document = project.read_stream(sys.stdin.buffer.read(), published, title)
    else:
        document = project.read_one(source, published, title)
    made = pipeline.make([document], pipeline.Options())
    for line in explanation.lines(made.annotated[0], made.items, made.refusals):
        click.echo(line)


@main.command(
    epilog="""\b
Examples:
  quizgen push moon --dry-run                      what would change in Anki
  quizgen push                                     every deck of the project around this folder
  quizgen push moon --prune                        also delete the notes whose questions went away"""
)
@click.argument("what", nargs=-1, metavar="[DECK]...")
@click.option("--url", default="http://127.0.0.1:8765", show_default=True, help="Where AnkiConnect listens.")
@click.option("--key", envvar="QUIZGEN_ANKI_KEY", show_envvar=True, help="The apiKey of AnkiConnect's configuration.")
@click.option("--dry-run", is_flag=True, help="Show what would change, and change nothing.")
@click.option("--prune", is_flag=True, help="Delete notes whose questions went away. [default: suspend them]")
def push(what: tuple[str, ...], url: str, key: str | None, dry_run: bool, prune: bool) -> None:
    """Bring decks into a running Anki, through its add-on AnkiConnect.

    Pushes the deck as quizgen build last built it: a build writes the lock, which says what is the same card as
    before. Changes nothing but quizgen's own notes, and in these nothing that you added.
    """
    from quizgen.ankiconnect import AnkiConnect

    _refuse_empty(what)
    anki = AnkiConnect(url, key)
    if anki.risk:
        _say("warning", f"{anki.url}: {anki.risk}")
    anki.greet()  # before the long work
    failed = [target for target in _named(what) if not _push_one(target, anki, dry_run, prune)]
    if failed:
        raise click.exceptions.Exit(1)


def _push_one(target: "DeckAt | Path | DeckError", anki: "AnkiConnect", dry_run: bool, prune: bool) -> bool:
    """Push and report one deck; whether that went well. What goes wrong here leaves other decks alone."""
    from quizgen import push as pushing

    try:
        plan = _plan_of(target)
        with _progress(plan.title, len(plan.sources)) as progress:
            deck, known = pushing.last_build(plan, _now(), progress)
        changes = pushing.compared(deck, known, anki, prune=prune)
        click.echo(printable(pushing.summary(changes)))
        if dry_run:
            for line in pushing.details(changes):
                click.echo(printable(f"  {line}"))
            return True
        done: Counter[tuple[str, str]] = Counter()
        try:
            for what, number in pushing.carry_out(changes, anki):
                done[what] += number
        finally:  # an error or Ctrl-C may come between two requests
            told = ", ".join(f"{count(number, noun)} {verb}" for (noun, verb), number in done.items() if number)
            click.echo(f"  done: {told or 'nothing'}")
        if changes and pushing.compared(deck, known, anki, prune=prune):
            todo = "close the note in Anki's browser, and push again"
            raise DeckError(plan.title, "Anki did not take every change", todo)
    except QuizgenError as error:
        _say("error", error)
        return False
    return True


@main.command(
    epilog="""\b
Examples:
  quizgen init moon                                lay out moon/
  cd moon && quizgen build                         build its sample deck"""
)
@click.argument("folder", metavar="DIR", type=Place())
def init(folder: Path) -> None:
    """Lay out a new project: sources/, decks/ and a commented deck.toml, with a sample that builds at once."""
    from quizgen import scaffold

    for path in scaffold.lay_out(folder):
        click.echo(path)
    click.echo(f"Next: cd {shlex.quote(str(folder))} && quizgen build", err=True)


def _now() -> datetime:
    """The only reading of the clock."""
    return datetime.now(UTC).replace(microsecond=0)


def _say(kind: str, message: object) -> None:
    colour = {"error": "red", "warning": "yellow"}[kind]
    click.echo(f"{click.style(kind, fg=colour)}: {printable(str(message))}", err=True)


@contextmanager
def _progress(title: str, total: int) -> Iterator[Progress]:
    """A bar on a terminal, nothing in a pipe."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda _: bar.advance(task)
