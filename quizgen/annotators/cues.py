"""
Cues: the words that say someone says something. The one table to extend.

Each verb stands in the group of its behaviour; its forms are made from the base by the rules of English
spelling, irregular ones are given. The groups:

SAYS      the subject speaks: “Bloggs said”, “said Bloggs”, with or without a clause after it.
TELLS     the same, and the object is whom it was said to: “told reporters”.
CALLS     the object is talked about and the quotation is what is said of it: “called it “a lie””.
THINKS    the subject's thought; a quotation beside it is still the subject's words: “believes”.
MANNERS   a way of speaking or a gesture: a cue only right beside a quotation: ““Never,” he laughed”.
RELAYS    an outlet reports someone else's words: “Reuters quoted Bloggs as saying”; alone the subject speaks.
"""

from enum import StrEnum


class Behaviour(StrEnum):
    """What a cue verb does with its subject and object."""

    SAYS = "says"
    TELLS = "tells"
    CALLS = "calls"
    THINKS = "thinks"
    MANNERS = "manners"
    RELAYS = "relays"


def _bases(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_SAYS = _bases("""
    say add state announce declare claim assert affirm argue maintain insist explain note remark observe comment
    reply respond answer continue conclude confirm deny admit acknowledge concede confess reveal disclose stress
    emphasize emphasise underline underscore reiterate repeat recall recount predict warn caution threaten vow
    pledge promise swear propose suggest recommend urge demand request ask wonder inquire enquire question
    complain lament protest object counter retort rebut quip joke agree point specify clarify elaborate boast
    brag testify attest contend allege write tweet post retweet blog reckon estimate opine muse advise declaim
    profess hint imply indicate assure reassure proclaim quote exclaim cry shout yell scream whisper mutter
    murmur mumble roar bark snap interject interrupt chime intone pronounce recite preach plead beg implore pray
    command order instruct report relate describe outline stipulate certify volunteer
    venture speculate theorize theorise surmise summarize summarise rejoin riposte intervene crow gush fume vent
    rail rant thunder bellow holler howl croak mouth read voice
    echo jest tease taunt mock scoff sneer jeer deadpan caption text email e-mail posit postulate
    pontificate lecture counsel confide divulge blurt chant sing rule detail
    cheer hail praise laud decry denounce condemn criticize criticise slam blast lambast lambaste rebuke
    deride ridicule""")
_TELLS = _bases("tell inform notify remind teach convince persuade")
_CALLS = _bases("""
    call dub brand label describe characterize characterise portray term accuse blame liken compare dismiss
    hail praise slam blast criticize criticise denounce condemn deplore welcome define attack""")
_THINKS = _bases("""
    believe think feel hope fear doubt consider expect see suspect know assume worry regret view understand
    imagine dream want wish insist guess figure suppose realize realise remember""")
_MANNERS = _bases("""
    laugh smile grin sigh shrug nod chuckle smirk giggle gasp sob weep groan moan growl snarl hiss frown beam
    wink snort stammer stutter press push explode erupt hedge enthuse marvel chide scold nudge prod gesture
    rasp drawl sniff begin go start finish end resume offer sum express fire shoot hit signal demand""")
_RELAYS = _bases("report cite quote publish carry relay broadcast")

_IRREGULAR: dict[str, tuple[str, ...]] = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "go": ("goes", "went", "gone", "going"),
    "begin": ("begins", "began", "begun", "beginning"),
    "read": ("reads", "read", "reading"),
    "think": ("thinks", "thought", "thinking"),
    "feel": ("feels", "felt", "feeling"),
    "know": ("knows", "knew", "known", "knowing"),
    "see": ("sees", "saw", "seen", "seeing"),
    "understand": ("understands", "understood", "understanding"),
    "shoot": ("shoots", "shot", "shooting"),
    "hit": ("hits", "hit", "hitting"),
    "sing": ("sings", "sang", "sung", "singing"),
    "find": ("finds", "found", "finding"),
    "teach": ("teaches", "taught", "teaching"),
    "broadcast": ("broadcasts", "broadcast", "broadcasting"),
    "beg": ("begs", "begged", "begging"),
    "admit": ("admits", "admitted", "admitting"),
    "rebut": ("rebuts", "rebutted", "rebutting"),
    "quip": ("quips", "quipped", "quipping"),
    "brag": ("brags", "bragged", "bragging"),
    "blog": ("blogs", "blogged", "blogging"),
    "blurt": ("blurts", "blurted", "blurting"),
    "snap": ("snaps", "snapped", "snapping"),
    "interrupt": ("interrupts", "interrupted", "interrupting"),
    "infer": ("infers", "inferred", "inferring"),
    "sum": ("sums", "summed", "summing"),
    "slam": ("slams", "slammed", "slamming"),
    "dub": ("dubs", "dubbed", "dubbing"),
    "label": ("labels", "labeled", "labelled", "labeling", "labelling"),
    "signal": ("signals", "signaled", "signalled", "signaling", "signalling"),
    "counsel": ("counsels", "counseled", "counselled", "counseling", "counselling"),
    "shrug": ("shrugs", "shrugged", "shrugging"),
    "nod": ("nods", "nodded", "nodding"),
    "grin": ("grins", "grinned", "grinning"),
    "sob": ("sobs", "sobbed", "sobbing"),
    "prod": ("prods", "prodded", "prodding"),
    "weep": ("weeps", "wept", "weeping"),
    "scream": ("screams", "screamed", "screaming"),
    "quote": ("quotes", "quoted", "quoting"),
}


def forms(base: str) -> tuple[str, ...]:
    """Every form of a verb: base, third person, past, participles."""
    if base in _IRREGULAR:
        return (base, *_IRREGULAR[base])
    if base.endswith("e"):
        return (base, base + "s", base + "d", base[:-1] + "ing")
    if base.endswith("y") and base[-2] not in "aeiou":
        return (base, base[:-1] + "ies", base[:-1] + "ied", base + "ing")
    third = base + ("es" if base.endswith(("s", "x", "ch", "sh", "z")) else "s")
    return (base, third, base + "ed", base + "ing")


def _table() -> dict[str, frozenset[Behaviour]]:
    groups = {
        Behaviour.SAYS: _SAYS,
        Behaviour.TELLS: _TELLS,
        Behaviour.CALLS: _CALLS,
        Behaviour.THINKS: _THINKS,
        Behaviour.MANNERS: _MANNERS,
        Behaviour.RELAYS: _RELAYS,
    }
    table: dict[str, frozenset[Behaviour]] = {}
    for behaviour, bases in groups.items():
        for base in bases:
            for form in forms(base):
                table[form] = table.get(form, frozenset()) | {behaviour}
    return table


VERBS: dict[str, frozenset[Behaviour]] = _table()
"""Every form of every cue verb, lower case, with its behaviours."""

BASES: dict[str, str] = {
    form: base for base in (*_MANNERS, *_THINKS, *_CALLS, *_RELAYS, *_TELLS, *_SAYS) for form in forms(base)
}
"""The base of every form: “told” → “tell”."""

# Verbs that say nothing but speech: enough by themselves between a quotation and a name.
SPEECH = frozenset(
    form
    for base in _bases("""say tell add explain note reply respond answer continue state declare insist write tweet argue
    warn comment conclude remark stress emphasize emphasise reiterate recall admit acknowledge claim announce
    joke quip ask demand observe confirm agree assert maintain testify predict suggest concede complain caution shout
    exclaim vow""")
    for form in forms(base)
)

NOUNS = frozenset(
    _bases("""statement comment remark warning claim assertion announcement declaration reply response answer
    speech address letter interview tweet post message report testimony complaint admission argument
    pledge promise vow threat denial accusation allegation call demand question quote quotation
    words prediction explanation assessment conclusion view opinion belief mantra motto slogan phrase
    line email memo note essay op-ed column editorial article book release communique communiqué verdict
    ruling appeal plea suggestion proposal observation description caption headline""")
)
"""Nouns that stand for words: “in a statement”, “his warning that”."""

OCCASIONS = frozenset(
    _bases("""speech statement interview address broadcast briefing letter conference meeting report article hearing
    ceremony debate message telegram sermon lecture session rally summit call visit testimony diary memoir memoirs
    essay op-ed column book post tweet twitter facebook email e-mail video press-conference podcast webcast bulletin
    communique communiqué declaration dispatch cable note autobiography journal""")
)
"""Nouns for where or how something is said: “at a news conference”, “in a letter”."""
