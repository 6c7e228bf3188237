"""
People: who the document names, with every form of the name and the role last given with it.

A name is a run of capitalised words that the narrator treats as a person: a title or a role stands before
it, a role follows in apposition, or spaCy's tagger calls it a person more often than anything else. Forms
are joined when their surnames agree (accents, transliteration, a slip of one letter) and their given
names do not contradict each other. A surname that two people share stands for neither.

Misses on purpose: single given names without a title, nicknames that share no letters with the name.
"""

import re
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from quizgen.annotation import Person
from quizgen.annotators.cues import SPEECH
from quizgen.annotators.syntax import Parsed
from quizgen.document import Document, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


OFFICES = _set("""
    minister president vice-president premier chancellor secretary spokesman spokeswoman spokesperson spokesmen
    press-secretary ambassador envoy consul diplomat senator congressman congresswoman representative lawmaker
    legislator deputy mp mep governor mayor councillor councilman councilwoman alderman commissioner director chairman
    chairwoman chairperson chair chief head leader commander king queen prince princess emperor empress pope
    archbishop bishop cardinal rabbi imam pastor priest monk mufti ayatollah sheikh attorney lawyer prosecutor judge
    justice solicitor barrister sheriff detective inspector superintendent analyst economist professor lecturer
    researcher scientist historian physicist chemist biologist astronomer engineer inventor mathematician astronaut
    cosmonaut doctor surgeon nurse physician psychologist author writer novelist poet playwright journalist editor
    editor-in-chief reporter correspondent columnist broadcaster anchor host producer filmmaker actor actress singer
    musician composer conductor artist painter photographer architect designer founder co-founder ceo cfo coo cto
    executive manager owner entrepreneur businessman businesswoman investor banker adviser advisor strategist
    pollster consultant aide activist campaigner organizer organiser volunteer nominee candidate incumbent
    congressperson treasurer administrator officer official coordinator specialist expert scholar student teacher
    principal headteacher headmaster dean chancellor provost coach trainer captain player striker goalkeeper champion
    veteran resident farmer fisherman witness survivor widow chieftain warlord delegate negotiator mediator
    undersecretary under-secretary secretary-general whip speaker counsel ombudsman auditor explorer navigator
    pilot crewman curator librarian philosopher theologian sociologist anthropologist archaeologist geologist
    geographer meteorologist climatologist virologist epidemiologist ecologist zoologist botanist naturalist
    commandant chaplain surveyor publisher president-elect frontman guitarist drummer rapper dictator ruler
    politician statesman parliamentarian magistrate marshal sergeant-at-arms regent tsar shah sultan emir duke
    duchess earl baron baroness count countess viscount winner laureate partner associate fellow neighbour neighbor
    driver operator pm vice-chairman ranger warden keeper guide firefighter baker trader merchant carpenter chef
    butcher landlord shopkeeper mechanic electrician sailor skipper housekeeper referee umpire boxer swimmer
    cyclist runner
    skier footballer cricketer golfer quarterback midfielder defender biographer essayist critic reviewer planner
    technician programmer developer blogger translator interpreter abbot abbess nun vicar reverend deacon preacher
    missionary midwife dentist veterinarian vet pharmacist paramedic psychiatrist oncologist neurologist cardiologist
    neuroscientist geneticist biochemist entomologist ornithologist palaeontologist paleontologist astrophysicist
    cosmologist oceanographer hydrologist seismologist volcanologist glaciologist statistician demographer linguist
    archivist criminologist pathologist microbiologist pediatrician cartographer trainee apprentice janitor clerk
    cashier waiter waitress bartender plumber miner blacksmith shepherd herder gardener rower sprinter
    marathoner wrestler jockey
    vice-chair superintendent cofounder businessperson tycoon magnate
    """)
RANKS = _set("""
    general lieutenant colonel major captain admiral commodore commander sergeant corporal private brigadier marshal
    gen lt col maj capt adm cmdr sgt cpl pvt brig lieutenant-general colonel-general major-general vice-admiral
    rear-admiral lieutenant-colonel
    """)
HONORIFICS = _set(
    "mr mrs ms miss mx dr sir lord lady dame madame madam monsieur herr frau prof rev hon st saint fr mme"
)
SHORT_OFFICES = {"sen": "Senator", "rep": "Representative", "gov": "Governor", "amb": "Ambassador", "pres": "President"}
_ROLE_WORDS = OFFICES | RANKS | HONORIFICS | frozenset(SHORT_OFFICES)
_FEMALE = _set("mrs ms miss lady dame madame madam frau mme queen princess empress duchess baroness countess actress "
               "spokeswoman chairwoman congresswoman councilwoman businesswoman widow")  # fmt: skip
_MALE = _set("mr sir lord herr king prince emperor duke baron spokesman chairman congressman businessman frontman "
             "priest pope archbishop bishop cardinal")  # fmt: skip
_GIVEN_FEMALE = _set("""
    betty carla pamela ivana jacklyn lily lauren allison amber brenda carrie cathy connie
    mary anna anne ann maria elizabeth susan karen nancy linda barbara patricia jennifer jessica sarah sara laura emily
    emma julia julie kate katherine catherine kathleen kelly kellyanne michelle melania ivanka hillary angela theresa
    margaret martha rachel rebecca ruth helen hannah jane janet jean joan judith judy alice amy andrea alexandra olga
    natalia irina svetlana tatiana elena ekaterina marina valentina nina eva ada marie claire sophie charlotte victoria
    diana donna dorothy debbie deborah denise carol caroline christine christina cynthia elaine ellen erin fatima aisha
    leila layla amina zainab gloria grace heather isabel jacqueline jill kim lisa lucy megan melissa monica nicole
    pamela paula rosa sandra sharon sheila sheryl stephanie teresa tina vanessa veronica virginia wendy yvonne chelsea
    sally valentina rosalind florence agnes edith eleanor frances harriet lise hedy dorothea greta malala simone
    beatrice bridget fiona moira siobhan ingrid astrid birgit karin kirsten mette lena heidi ursula petra monika
    françoise chantal brigitte josephine giulia chiara francesca paola lucia isabella carmen dolores pilar ines ana
    sofia anastasia daria oksana yulia ludmila indira sonia anita meera yuki mei ling
    condoleezza gabrielle huma loretta madeleine nikki priya samantha shirley sally
    """)
_GIVEN_MALE = _set("""
    john james robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
    donald steven stephen paul andrew andrei andrey joshua josh kenneth kevin brian george edward ronald timothy jason
    jeffrey jeff ryan jacob gary nicholas eric jonathan larry justin scott brandon benjamin ben samuel sam gregory greg
    frank alexander patrick raymond jack dennis jerry tyler aaron jose adam nathan henry peter zachary kyle walter
    harold jeremy ethan carl keith roger gerald sean austin arthur noah lawrence jesse joe bryan billy bruce ralph bill
    bernie barack vladimir sergei sergey dmitry dmitri igor ivan mikhail nikolai boris viktor yuri oleg alexei aleksei
    aleksey anatoly konstantin leonid maxim pavel roman vitaly yevgeny mohammed muhammad mohamed ahmed ahmad ali hassan
    hussein omar abdullah ibrahim khaled khalid mahmoud mustafa recep bashar benjamin francois françois jean jacques
    pierre hans klaus karl heinrich wolfgang jürgen juan carlos luis jorge antonio giovanni marco mario luigi ash chuck
    mike mitt mitch newt rudy ted tim tom tony rick rob ron steve isaac albert winston franklin dwight harry lyndon
    neil buzz jack alan boris marc peter tim stan stanley phil philip norman oscar leo louis simon hugh hugo ian colin
    graham stuart duncan craig derek gareth nigel trevor clive keir rishi gordon chris jim dick jerry gene hank ernest
    lars nils ole erik olaf sven björn mikael jan piet willem pedro pablo diego miguel rafael fernando enrique ricardo
    carlo paolo pietro galileo leonardo stefano marcel claude henri michel philippe emmanuel nicolas fritz otto kurt
    heinz gerhard helmut dieter uwe max felix kofi nelson desmond kwame raj anil sanjay amit arun narendra imran
    kenji hiroshi takeshi wei jin ming volodymyr viktor petro taras andriy mykhailo
    gerald jimmy theodore abraham thomas ulysses grover woodrow calvin herbert
    """)
INSTITUTIONS = _set("""
    ministry department agency committee commission council party congress parliament senate house assembly staff
    office bureau court union league association federation institute institution university college school academy
    company corporation corp inc ltd group bank fund foundation front army navy force forces air command center centre
    service services police guard organisation organization observatory news times post journal tribune herald guardian
    telegraph press radio television tv channel network agency magazine media daily gazette reuters project coalition
    alliance movement society board authority administration government kremlin pentagon republic kingdom states nations
    states city county province district state street avenue road river sea ocean lake mount mountain island bay airport
    base hospital church museum library theatre theater stadium park square bridge tower war battle treaty act agreement
    accord day week month year award prize cup championship games olympics programme program plan initiative campaign
    club team airlines airways motors systems technologies international national security defense defence foreign
    affairs health rights doctors physicians committee action
    """)
_GENERALS = _set("secretary attorney surgeon solicitor director consul governor inspector postmaster adjutant auditor")
_DANGLING = _set("and or of for at in on to the a an with from by as who also")
BODIES = _set("""
    group party company organisation organization agency militia firm newspaper team club bank town city village
    country magazine band gang charity network union brigade ship vessel state nation province startup
    """)
_BREAKS = _set("""
    the a an in on at by for from to of and but or so yet if as when while since after before because although though
    however meanwhile this that these those it its he she they we i you his her their our my your there here then now
    not no yes what which who whom whose why how where according also still just even only both each every some many
    most several all one two three four five six seven eight nine ten earlier later last next first second asked
    speaking monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri
    sat sun with without under over into about against during despite until once among amid like unlike per via
    """) - {"may", "march", "april", "june", "august", "jan"} | {"mr.", "says", "said"}

_ARTICLE = r"(?:[Aa]l|[Ee]l|[Aa]d|[Aa]sh?|[Aa]z|[Aa]t|[Aa]r|[Dd]|[Ll]|O)[-'’]"
_CAPITAL = rf"(?:{_ARTICLE})?[^\W\d_a-z][\w]*(?:[-'’][^\W\d_]\w*)*(?:(?<=\b[^\W\d_a-z])(?:\.[A-Z]){{1,3}})?\.?"
_PARTICLES = r"(?:al|el|bin|ibn|abu|de|del|della|der|den|di|da|dos|du|la|le|van|von|zu|af|av|ten|ter|y)"
_RUN = re.compile(rf"(?<![\w@#/])(?:{_PARTICLES}\s)?{_CAPITAL}(?:\s(?:{_PARTICLES}\s){{0,2}}{_CAPITAL})*")
_POSSESSIVE = re.compile(r"['’]s?$")
_INITIAL = re.compile(r"[A-Z]\.?(?:-?[A-Z]\.?)*")
_SUFFIXES = _set("jr sr ii iii iv phd md")


@dataclass(slots=True)
class _Mention:
    """A run of words that may name a person, where it stands and what speaks for or against it."""

    words: tuple[str, ...]
    span: Span
    role: str | None = None
    titled: bool = False
    label: str = ""
    female: bool | None = None
    quoted: bool = False
    weak: bool = False


@dataclass(slots=True)
class _Cluster:
    mentions: list[_Mention] = field(default_factory=list)


def find_people(document: Document, parsed: Sequence[Parsed]) -> tuple[Person, ...]:
    """The people whom a document names, in order of first mention."""
    mentions = [mention for one in parsed for mention in _mentions(one)]
    known = {name_key(mention.words[-1]) for mention in mentions if mention.titled or mention.label == "PERSON"}
    mentions.extend(_unparsed(document, parsed, known))
    votes: dict[str, Counter[bool]] = defaultdict(Counter)
    for mention in mentions:
        if not mention.weak:
            sure = mention.titled or mention.label == "PERSON"
            votes[" ".join(mention.words)][sure] += 3 if mention.titled else 1
    full = [m for m in mentions if _is_full(m.words) and _is_person(m, votes[" ".join(m.words)])]
    clusters = _join_full(full)
    surnames = _by_surname(clusters)
    for mention in mentions:  # “Ashton Carver”, taken for a firm, once Ash Carver is known
        if _is_full(mention.words) and not _is_person(mention, votes[" ".join(mention.words)]):
            bearers = surnames.get(name_key(mention.words[-1]), [])
            if len(bearers) == 1 and _given_agree(clusters[bearers[0]], mention.words):
                clusters[bearers[0]].mentions.append(mention)
    alone = [m for m in mentions if not _is_full(m.words) or not _is_person(m, votes[" ".join(m.words)])]
    leftovers: dict[str, list[_Mention]] = defaultdict(list)
    for mention in alone:
        if _is_full(mention.words):
            continue
        key = name_key("".join(mention.words))
        owners = surnames.get(key)
        if owners is not None and len(owners) > 1 and mention.female is not None:
            owners = [at for at in owners if _is_woman(clusters[at].mentions[0].words[0]) is mention.female] or owners
        if owners is None:
            leftovers[key].append(mention)
        elif len(owners) == 1:
            clusters[owners[0]].mentions.append(mention)
    for key, group in leftovers.items():
        count = sum((Counter(votes[word]) for word in {" ".join(m.words) for m in group}), Counter[bool]())
        owner = None if group[0].weak else _misspelt(key, group, surnames)
        if owner is not None:
            clusters[owner].mentions.extend(group)
        elif (
            count[True] > count[False]
            and not all(m.weak for m in group)
            and any(m.titled or m.label == "PERSON" for m in group)
        ):
            clusters.append(_Cluster(group))
    people = _everywhere(document, [_person(cluster) for cluster in clusters])
    return tuple(sorted(people, key=lambda person: person.mentions[0]))


def _everywhere(document: Document, people: Sequence[Person]) -> list[Person]:
    """The people with their mentions in every sentence, parsed or not."""
    owners: dict[str, set[int]] = defaultdict(set)
    for at, person in enumerate(people):
        for form in person.variants:
            owners[form].add(at)
            if " " in form:
                owners[form.split()[-1]].add(at)
    by_first: dict[str, list[str]] = defaultdict(list)
    for form in sorted((form for form, at in owners.items() if len(at) == 1 and len(form) > 2), key=len, reverse=True):
        first = _FIRST_WORD.match(form)
        if first is not None:
            by_first[first.group()].append(form)
    text = document.text
    found: dict[int, set[Span]] = {at: set(person.mentions) for at, person in enumerate(people)}
    taken = sorted(span for spans in found.values() for span in spans)
    starts = [span.start for span in taken]
    for block in document.prose() if by_first else ():
        last = block.span.start
        for match in _FIRST_WORD.finditer(text, block.span.start, block.span.end):
            start = match.start()
            forms = by_first.get(match.group(), ())
            hit = next((f for f in forms if text.startswith(f, start) and not _goes_on(text, start + len(f))), None)
            if hit is None or start < last or (start and (text[start - 1].isalnum() or text[start - 1] in "@#_-")):
                continue
            end = start + len(hit)
            near = bisect_left(starts, end) - 1
            if near >= 0 and taken[near].end > start:
                continue
            if _INSIDE_NAME.search(text, max(0, start - 30), start):
                continue
            (owner,) = owners[hit]
            found[owner].add(Span(start, end))
            last = end
    return [replace(person, mentions=tuple(sorted(found[at]))) for at, person in enumerate(people)]


_FIRST_WORD = re.compile(r"[^\W\d_]+")


def _goes_on(text: str, at: int) -> bool:
    return at < len(text) and (text[at].isalnum() or text[at] in "-_")


_INSIDE_NAME = re.compile(
    r"""\b(?!(?:The|A|In|On|But|And|At|For|When|As|If|With|After|Then|While|Mr|Mrs|Ms|Dr|Sen|Rep|Gov|President|Minister
    |Secretary|General|Chairman|Senator|Governor|Leader|Spokesman|Spokeswoman)\b)[A-Z][a-z]+\s$""",
    re.VERBOSE,
)


def is_female(person: Person) -> bool | None:
    """Whether a person is a woman as far as the given name tells, None where it does not."""
    told = _is_woman(person.name.split()[0])
    if told is not None:
        return told
    words = set(re.findall(r"[a-z]+", (person.role or "").lower()))
    if words & _FEMALE:
        return True
    return False if words & _MALE else None


def _is_woman(given: str) -> bool | None:
    folded = _fold(given)
    return True if folded in _GIVEN_FEMALE else False if folded in _GIVEN_MALE else None


class Directory:
    """Finds the person that a name or a place in the text stands for."""

    def __init__(self, people: Iterable[Person]) -> None:
        self._at = sorted((span, person) for person in people for span in person.mentions)
        self._starts = [span.start for span, _ in self._at]

    def within(self, span: Span) -> list[tuple[Span, Person]]:
        """The mentions that a stretch of text holds, in order."""
        at = bisect_left(self._starts, span.start)
        found = []
        while at < len(self._at) and self._at[at][0].start < span.end:
            found.append(self._at[at])
            at += 1
        return found


@lru_cache(maxsize=4096)
def name_key(word: str) -> str:
    """A surname without accents, articles and the freedoms of transliteration: equal keys are one name."""
    key = _fold(word)
    key = re.sub(r"^(?:al|el|ad|as|ash|az|at|ar)[-'’]", "", key)
    key = re.sub(r"[^\w]", "", key)
    for pattern, plain in _TRANSLITERATION:
        key = pattern.sub(plain, key)
    return key


_TRANSLITERATION = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        ("ks", "x"), ("ou", "u"), ("kh", "h"), ("yev", "ev"), ("ye", "e"), ("tch", "ch"), ("tz", "ts"), ("ph", "f"),
        ("[yj]", "i"), (r"(.)\1", r"\1"), ("dmitri$", "dmitri"), ("w", "v"),
    )
)  # fmt: skip


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if not unicodedata.combining(character)).lower().strip(".")


_NICKNAMES = tuple(
    frozenset(name_key(name) for name in names.split())
    for names in """robert bob bobby rob robbie|william bill billy will|james jim jimmy jamie|richard dick rick ricky
    |edward ted ed eddie ned|charles chuck charlie|john jack johnny|elizabeth liz beth betsy betty lizzie
    |margaret peggy maggie meg|katherine kate kathy katie catherine|anthony tony|joseph joe joey|michael mike mick
    |thomas tom tommy|lawrence larry|theodore teddy ted|henry harry hank|gerald gerry jerry|bernard bernie
    |alexander alex sasha alexandra|nancy ann|patrick pat paddy patricia|barbara barb|eugene gene|albert al bert
    |francis frank|leonard len lenny|stephen steve steven|raymond ray|peter pete|susan sue|deborah debbie deb
    |andrew andy drew|matthew matt|benjamin ben|samuel sam|timothy tim|ronald ron|donald don donnie|kenneth ken
    |david dave|daniel dan danny|christopher chris|nicholas nick|gregory greg|jeffrey jeff|rebecca becky
    |jennifer jen jenny|victoria vicky|vladimir volodymyr|mikhail misha|dmitri dima|yuri iurii""".split("|")
)


def _mentions(parsed: Parsed) -> Iterator[_Mention]:
    doc = parsed.tokens
    text = doc.text
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i for token in doc}
    quoted = parsed.sentence.within is not None
    entities = [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents]
    for match in _RUN.finditer(text):
        for start, words in _pieces(match.group(), match.start()):
            mention = _mention(parsed, text, start, words, starts, ends, entities)
            if mention is not None:
                mention.quoted = quoted
                yield mention


def _unparsed(document: Document, parsed: Sequence[Parsed], known: Collection[str]) -> Iterator[_Mention]:
    """Full names in sentences that were not parsed, where the surname is known from those that were."""
    text = document.text
    spans = sorted(one.sentence.span for one in parsed)
    at = 0
    for block in document.prose():
        start = block.span.start
        gaps = []
        while at < len(spans) and spans[at].start < block.span.end:
            gaps.append((start, spans[at].start))
            start = max(start, spans[at].end)
            at += 1
        gaps.append((start, block.span.end))
        for low, high in gaps:
            for match in _RUN.finditer(text, low, high) if high - low > 4 else ():
                for _, words in _pieces(match.group(), match.start()):
                    mention = _full_name(text, low, words)
                    if mention is not None and name_key(mention.words[-1]) in known:
                        yield mention


def _full_name(text: str, low: int, words: list[tuple[int, str]]) -> _Mention | None:
    """A given name and a surname as they stand, where nothing but a given name or a lower-case word opens them."""
    cut = max((i + 1 for i, (_, word) in enumerate(words) if word.lower().rstrip(".") in _ROLE_WORDS), default=0)
    names = words[cut:]
    bare = [_POSSESSIVE.sub("", word) if not _INITIAL.fullmatch(word) else word for _, word in names]
    if not 2 <= len(bare) <= 4 or any(word.lower() in INSTITUTIONS for word in bare):
        return None
    first = names[0][0]
    before = text[max(low, first - 2) : first].strip()
    if _is_woman(bare[0]) is None and not cut and (not before or not (before[-1].islower() or before[-1] == ",")):
        return None
    bare[-1] = bare[-1].rstrip(".")
    return _Mention(tuple(bare), Span(first, names[-1][0] + len(bare[-1])), titled=True)


def _pieces(run: str, offset: int) -> Iterator[tuple[int, list[tuple[int, str]]]]:
    """A run cut where a word can be part of no name; each piece with the offsets of its words."""
    piece: list[tuple[int, str]] = []
    for match in re.finditer(r"\S+", run):
        word = match.group()
        bare = _POSSESSIVE.sub("", word)
        at = offset + match.start()
        if bare.lower().rstrip(".") in _BREAKS:
            if piece:
                yield piece[0][0], piece
            piece = []
            continue
        piece.append((at, word))
        if _POSSESSIVE.search(word) or (word.endswith(".") and len(bare) > 4):
            yield piece[0][0], piece
            piece = []
    if piece:
        yield piece[0][0], piece


def _mention(
    parsed: Parsed,
    text: str,
    start: int,
    words: list[tuple[int, str]],
    starts: dict[int, int],
    ends: dict[int, int],
    entities: Sequence[tuple[int, int, str]],
) -> _Mention | None:
    lowered = [word.lower().rstrip(".") for _, word in words]
    cut = max((i + 1 for i, word in enumerate(lowered) if word in _ROLE_WORDS), default=0)
    names = words[cut:]
    if names and not cut:
        names = _from_entity(names, entities)
    weak = not names
    if weak:  # “Howard Dean”, “Dean”: the office is a surname here, if a person bears it
        names = _surname_like_office(words, entities)
    if not names:
        return None
    first = names[0][0]
    last = names[-1][0] + len(names[-1][1])
    bare = [word if _INITIAL.fullmatch(word) else _POSSESSIVE.sub("", word).rstrip(".") for _, word in names]
    bare[-1] = _POSSESSIVE.sub("", bare[-1])
    while len(bare) > 1 and bare[-1].lower().strip(".,") in _SUFFIXES:
        bare.pop()
        names = names[:-1]
        last = names[-1][0] + len(names[-1][1])
    if any(word.lower() in INSTITUTIONS for word in bare) or not any(len(word) > 2 for word in bare):
        return None
    if all(word.isupper() and len(word) > 1 for word in bare) and len(bare) == 1:
        return None
    last = names[-1][0] + len(bare[-1])
    label = next((kind for s, e, kind in entities if s < last and first < e), "")
    span = Span(parsed.offsets[first], parsed.offsets[last - 1] + 1)
    mention = _Mention(tuple(bare), span, label=label)
    token = starts.get(first)
    after = ends.get(last)
    before_role, titled, female = _role_before(parsed.tokens, token) if token is not None else (None, False, None)
    after_role = _role_after(parsed.tokens, after + 1) if after is not None else None
    by_rank = before_role is not None and _is_rank(before_role)
    if by_rank and len(bare) == 1 and label != "PERSON":
        titled = False  # “Major Offensive”
    speaks = after is not None and len(bare) > 1 and label in ("", "PERSON") and _speaks(parsed.tokens[after])
    mention.titled = titled or after_role is not None or speaks
    mention.role = after_role or before_role
    mention.weak = weak and len(bare) == 1
    if mention.weak:
        mention.titled = False
        mention.label = ""
    mention.female = female
    return mention


def _surname_like_office(
    words: list[tuple[int, str]], entities: Sequence[tuple[int, int, str]]
) -> list[tuple[int, str]]:
    first, last = words[0][0], words[-1][0] + len(words[-1][1])
    for start, end, label in entities:
        if label == "PERSON" and start >= first and end <= last and last - end <= 2:
            inside = [word for word in words if word[0] >= start]
            if len(inside) > 1 and inside[0][1].lower().rstrip(".") not in _ROLE_WORDS:
                return inside
    return words if len(words) == 1 and words[0][1][0].isupper() else []


def _speaks(token: "Token") -> bool:
    return token.dep_ == "nsubj" and token.head.lower_ in SPEECH


def _from_entity(names: list[tuple[int, str]], entities: Sequence[tuple[int, int, str]]) -> list[tuple[int, str]]:
    """The words from where a person's name begins in a longer run: “State John Kerry”."""
    first, last = names[0][0], names[-1][0] + len(names[-1][1])
    for start, end, label in entities:
        if label == "PERSON" and first < start < last <= end + 2:
            return [name for name in names if name[0] >= start]
    return names


_WITHIN_ROLE = frozenset(("ADJ", "NOUN", "PROPN", "PART", "NUM"))


def _role_before(doc: "Doc", token: int) -> tuple[str | None, bool, bool | None]:
    """The role that stands before a name, whether a title or role does so, and the sex a title tells."""
    i = token - 1
    comma = False
    if i >= 1 and doc[i].text == ",":
        comma = True
        i -= 1
    if i < 0:
        return None, False, None
    word = _plain(doc[i].text)
    if comma:
        return _role_in_apposition(doc, i)
    if word == "." and i and _plain(doc[i - 1].text) in _ROLE_WORDS:
        i -= 1
        word = _plain(doc[i].text)
    office_of = _office_of(doc, i)
    if word not in _ROLE_WORDS and office_of is None:
        return _role_in_apposition(doc, i) if word in INSTITUTIONS else (None, False, None)
    end_of_role = i
    if office_of is not None and word not in _ROLE_WORDS:
        i = office_of
        word = _plain(doc[i].text)
    female = True if word in _FEMALE else False if word in _MALE else None
    end = i
    while i >= 0 and (
        doc[i].pos_ in _WITHIN_ROLE or doc[i].text in ("-", "–", ".", "&") or _plain(doc[i].text) in _ROLE_WORDS
    ):
        i -= 1
    if i >= 1 and doc[i].text == "," and _plain(doc[i - 1].text) in _ROLE_WORDS and _plain(doc[end].text) in RANKS:
        return _role_in_apposition(doc, i - 1)
    if word in HONORIFICS or word in SHORT_OFFICES or word in RANKS:
        while i < end and doc[i + 1].pos_ == "NOUN" and _plain(doc[i + 1].text) not in _ROLE_WORDS:
            i += 1  # “the way Sen. Bloggs put it”
    role = _clean_role(doc[i + 1 : end_of_role + 1].text)
    if word in RANKS and i >= 1 and doc[i].text == "," and (role is None or _is_rank(role)):
        apposed = _role_in_apposition(doc, i - 1)  # “The commander of the base, Lt. Gen. Bloggs”
        if apposed[1]:
            return apposed
    return role, True, female


def _office_of(doc: "Doc", i: int) -> int | None:
    """The office of “Secretary of State” or “head of mission” that ends at a token."""
    for j in range(i, max(i - 4, 0), -1):
        if doc[j].lower_ == "of":
            return j - 1 if j < i and _plain(doc[j - 1].text) in OFFICES else None
        if doc[j].pos_ not in ("PROPN", "NOUN"):
            return None
    return None


def _role_in_apposition(doc: "Doc", end: int) -> tuple[str | None, bool, bool | None]:
    """The role before a comma and a name: “the head of the bank, Jane Doe, said”."""
    i = end
    office = -1
    while i >= 0 and end - i < 18:
        token = doc[i]
        if token.pos_ in ("VERB", "AUX", "PRON", "SCONJ") or token.text in (",", ";", ":", "(", ")", "“", '"', "”"):
            break
        if _plain(token.text) in OFFICES | RANKS:
            office = i
        if token.pos_ == "DET" and office >= 0:
            break
        i -= 1
    if office < 0:
        return None, False, None
    if office < end:
        link = doc[office + 1].text.lower()
        if link not in ("of", "for", "to", "at", "in", "on") or _plain(doc[end].text) in BODIES:
            return None, False, None
    word = _plain(doc[office].text)
    female = True if word in _FEMALE else False if word in _MALE else None
    start = office
    while start > 0 and (doc[start - 1].pos_ in _WITHIN_ROLE or doc[start - 1].text == "-"):
        start -= 1
    return _clean_role(doc[start : end + 1].text), True, female


def _role_after(doc: "Doc", i: int) -> str | None:
    """The role in apposition after a name: “Jane Doe, head of the bank, said”."""
    if i < len(doc) and doc[i].text == "(":
        while i < len(doc) and doc[i].text != ")":
            i += 1
        i += 1
    if i >= len(doc) or doc[i].text != ",":
        return None
    start = i = i + 1
    article = i < len(doc) and doc[i].pos_ == "DET"
    if article:
        start = i = i + 1
    office = -1
    linked = False
    while i < len(doc) and i - start < 22:
        token = doc[i]
        if token.text in (",", ".", ";", ":", "(", "“", '"', "”", "'", "‘", "—", "–", "--") or token.tag_ in (
            "WP",
            "WDT",
            "WP$",
        ):
            break
        if token.pos_ in ("VERB", "AUX", "ADV") and token.tag_ not in ("VBG", "VBN"):
            break
        if token.pos_ == "PRON":
            return None
        if token.pos_ in ("ADP", "SCONJ"):
            linked = True
            if office < 0:
                return None
        elif not linked and _plain(token.text) in OFFICES | RANKS:
            office = i
        elif office >= 0 and not linked and token.ent_type_ == "PERSON":
            return None
        i += 1
    if office < 0:
        return None
    if article and i < len(doc) and doc[i].pos_ in ("VERB", "AUX", "ADV"):
        return None  # “…, a spokesman said” speaks of someone else
    return _clean_role(doc[start:i].text)


def _plain(word: str) -> str:
    return word.lower().rstrip(".")


def _clean_role(text: str) -> str | None:
    """A role without article, honorific and stray marks; None where nothing is left of it."""
    role = re.sub(r"\s+", " ", text).strip(" ,.-–'’“”\"")
    words = role.split()
    while words and _plain(words[0]) in ("the", "a", "an", "then", "also", "'s", "’s"):
        words.pop(0)
    words = [word for word in words if _plain(word) not in HONORIFICS]
    while words and _plain(words[-1]) in _DANGLING:
        words.pop()
    while len(words) > 1 and _plain(words[-1]) in RANKS and _plain(words[-2]) not in _GENERALS:
        if not any(_plain(word) in OFFICES - RANKS for word in words[:-1]):
            break
        words.pop()
    if words and _plain(words[-1]) in SHORT_OFFICES:
        if any(_plain(word) in OFFICES for word in words[:-1]):
            words.pop()
        else:
            words[-1] = SHORT_OFFICES[_plain(words[-1])]
    known = OFFICES | RANKS | {office.lower() for office in SHORT_OFFICES.values()}
    if len(words) > 18 or not any(_plain(part) in known for word in words for part in (word, *word.split("-"))):
        return None
    return " ".join(words)


def _is_person(mention: _Mention, votes: Counter[bool]) -> bool:
    return votes[True] > 0 and votes[True] >= votes[False]


def _join_full(mentions: Sequence[_Mention]) -> list[_Cluster]:
    """Names of two words and more, one cluster for each person."""
    clusters: list[_Cluster] = []
    buckets: dict[str, list[int]] = defaultdict(list)
    by_given: dict[str, list[int]] = defaultdict(list)
    seen: dict[tuple[str, ...], int] = {}
    for mention in mentions:
        known = seen.get(mention.words)
        if known is None:
            surname, given = name_key(mention.words[-1]), name_key(mention.words[0])
            known = next((at for at in buckets[surname] if _given_agree(clusters[at], mention.words)), None)
            if known is None:
                known = next((at for at in by_given[given] if _slip(clusters[at], surname)), None)
            if known is None:
                known = len(clusters)
                clusters.append(_Cluster())
            buckets[surname].append(known)
            by_given[given].append(known)
            seen[mention.words] = known
        clusters[known].mentions.append(mention)
    return clusters


def _given_agree(cluster: _Cluster, words: tuple[str, ...]) -> bool:
    for other in {mention.words for mention in cluster.mentions}:
        if words[-2:] == other[-2:]:
            return True
        a, b = name_key(words[0]), name_key(other[0])
        if a == b or (min(len(a), len(b)) == 1 and a[0] == b[0]):
            return True
        if any(a in names and b in names for names in _NICKNAMES):
            return True
        short, long = sorted((a, b), key=len)
        if len(short) >= 3 and long.startswith(short):
            return True
        if len(a) >= 4 and len(b) >= 4 and OSA.distance(a, b) == 1:
            return True
    return False


def _slip(cluster: _Cluster, surname: str) -> bool:
    """Whether a surname is another's with one slip of the pen."""
    return len(surname) >= 5 and any(
        OSA.distance(name_key(mention.words[-1]), surname, score_cutoff=1) <= 1 for mention in cluster.mentions
    )


def _by_surname(clusters: Sequence[_Cluster]) -> dict[str, list[int]]:
    surnames: dict[str, list[int]] = defaultdict(list)
    for at, cluster in enumerate(clusters):
        for key in sorted({name_key(mention.words[-1]) for mention in cluster.mentions}):
            surnames[key].append(at)
        for key in sorted({name_key("".join(m.words[-2:])) for m in cluster.mentions if len(m.words) > 2}):
            if at not in surnames[key]:
                surnames[key].append(at)
    return surnames


def _is_full(words: tuple[str, ...]) -> bool:
    """Whether a name is more than a surname, with or without its particle."""
    return len(words) > 2 or (len(words) == 2 and re.fullmatch(_PARTICLES, words[0].lower()) is None)


_MANY = 1000  # surnames, beyond which no slips are looked for


def _misspelt(key: str, group: Sequence[_Mention], surnames: dict[str, list[int]]) -> int | None:
    """The one person whose surname a lone, once-met word misspells."""
    if len(group) > 1 or len(key) < 5 or len(surnames) > _MANY or not group[0].words[0][0].isupper():
        return None
    if group[0].label in ("GPE", "NORP", "LOC") and not group[0].titled:
        return None
    near = {
        at
        for other, owners in surnames.items()
        if other[0] == key[0] and OSA.distance(other, key, score_cutoff=1) <= 1
        for at in owners
    }
    return near.pop() if len(near) == 1 else None


def _person(cluster: _Cluster) -> Person:
    cluster.mentions.sort(key=lambda mention: mention.span)
    forms = Counter(" ".join(mention.words) for mention in cluster.mentions)
    order = sorted(forms, key=lambda form: (-_fullness(form), -forms[form], -len(form)))  # then as they were met
    roles = [mention.role for mention in cluster.mentions if mention.role]
    offices = [role for role in roles if not _is_rank(role)] or roles
    role = _fuller(offices[-1], offices) if offices else None
    name = next((form for form in order if _fold(form) == _fold(order[0]) and not form.isascii()), order[0])
    variants = tuple(dict.fromkeys((name, *order)))
    return Person(name, role, variants, tuple(dict.fromkeys(mention.span for mention in cluster.mentions)))


def _fuller(last: str, roles: Sequence[str]) -> str:
    """The last role, in the fullest wording that was given for it: “President” after “Chilean President”."""
    words = {"minister" if word == "pm" else word for word in last.lower().split()}
    wider = [role for role in roles if words <= set(role.lower().split())]
    return max(reversed(wider), key=lambda role: len(role.split())) if wider else last


def _fullness(form: str) -> int:
    """How many of given name and surname a form spells out; further names do not make it fuller."""
    words = form.split()
    spelt = [word for word in words if not _INITIAL.fullmatch(word)]
    return min(len(spelt), 2) * 2 + (len(words) > 1)


def _is_rank(role: str) -> bool:
    return all(_plain(word) in RANKS | HONORIFICS for word in re.split(r"[\s]+", role))
