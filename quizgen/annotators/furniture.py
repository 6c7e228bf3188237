"""
Page furniture: lines that belong to the page and not to the text, told by how such lines are worded anywhere.

One table a kind; each pattern must match a whole line. Long lines are prose whatever they say, so that no
pattern ever sees more than a few hundred characters.
"""

import re

from quizgen.dates import FULL_DATE

LONGEST = 400
_I = re.IGNORECASE

NAVIGATION = frozenset("""
accessibility links|breaking news|skip to footer|skip to content|skip to main content|skip to navigation|skip links|menu
search|home|share|share this|share this article|share this story|share on facebook|share on twitter|tweet|email|e-mail|print
print this page|save|log in|login|sign in|sign up|register|subscribe|subscribe now|my account|advertisement|advertising|ad
sponsored|sponsored content|promoted content|newsletter|newsletters|join the mailing list|comments|comment|leave a comment
leave a reply|no comments|comments are closed|post a comment|view comments|show comments|related|related articles
related stories|related topics|related content|related links|you may also like|more from this author|more on this story
more stories|most read|most popular|most viewed|trending|trending now|top stories|latest news|latest stories|recommended
recommended for you|read more|read next|see more|see also|show more|load more|view more|learn more|more|back to top|top
next|previous|next article|previous article|contact us|contact|about us|privacy policy|terms of use|terms and conditions
cookie policy|accept|accept cookies|accept all|close|play|pause|loading|loading...|embed|copy link|copied|follow us|tags|topics
facebook|twitter|linkedin|whatsapp|reddit|pinterest|telegram|instagram|youtube|watch live|live|image|video|photo|photos
gallery|photo gallery|toggle navigation|open menu|main menu|skip advertisement|story continues below|continue reading
continue reading below|article continues below|play video|watch now|listen now|read the rest here|click here|rss|print article
""".strip().replace("\n", "|").split("|"))  # fmt: skip

# A link with its own introduction; where nothing follows the colon, the next line is what it links to.
LINK = re.compile(
    r"""(?: (?:read|listen|watch|see|hear|find\s+out|learn|view)\s+(?:more|also|next|this|now|here|the\s+video|the\s+full\s+\w+)
      | also\s+(?:read|see|watch|on\s+\w+) | more\s+(?:from|on|about)\s+[^:]{1,40} | watch | listen | read | live(?:\s+updates)?
      | related(?:\s+(?:article|story|stories|coverage|content|reading|video))?s? | recommended | don['’]t\s+miss | see\s+also
      | in\s+(?:pictures|case\s+you\s+missed\s+it) | full\s+(?:story|coverage) | opinion | video | gallery | podcast | download
      )\s*[:|»›>]\s*(?P<target>.*)""",
    _I | re.VERBOSE,
)
EMBED = re.compile(
    r"""(?:view|watch|see|play)\s+(?:this|the)\s+(?:video|post|photo|tweet|image|embed)\b.{0,40}
      | (?:facebook|twitter|youtube|instagram|vimeo|vine|tiktok|soundcloud)\s*:\s*\S{1,80}
      | (?:https?://|www\.)\S+ | (?:pic\.twitter\.com|t\.co)/\S+
      | (?:[a-z0-9-]{1,40}\.){1,4}(?:com|org|net|co|uk|de|ru|fr|info|io|tv|int|gov|edu|eu|me)(?:/\S*)?
      | \d+\s?x\s?\d+\s+(?:image|video|photo)s? | embed(?:ded)?\s+(?:video|content|tweet|post).{0,40}
      | (?:\d[\d.,]*[km]?\s+)?(?:shares?|comments?|likes?|views?|retweets?)(?:\s+\d[\d.,]*[km]?)?
      | \#\S+(?:\s+\#\S+)*""",
    _I | re.VERBOSE,
)
CREDIT = re.compile(
    r"""(?:with\s+)?(?:additional\s+|further\s+|original\s+)?(?:reporting|writing|editing|research|translation|photography)\s+(?:by|from)\b.{0,300}
      | .{1,200}\bcontributed\s+(?:(?:additional\s+)?reporting\s+)?to\s+this\s+(?:report|story|article|post|piece|dispatch)\b.{0,200}
      | (?:some\s+)?(?:material|information)\s+(?:for|in)\s+this\s+(?:report|story|article)\s+(?:came|is|was)\b.{0,200}
      | (?:this\s+(?:story|article|report|post|piece)|a\s+version\s+of\s+this\s+(?:story|article))\s+(?:has\s+been|was|is|originally|first|will\s+be)\b
          .{0,300}
      | (?:edited|compiled|translated|written|produced|posted|reported|photographed)\s+by\s+[^\W\d_a-z].{0,150}
      | (?:sources?|via|credits?|tags|topics|filed\s+under|categories|category|keywords|hat\s+tip|h/t)\s*:\s*.{0,200}
      | (?:editor['’]?s?['’]?\s+note|correction|clarification)s?\s*[:(].{0,380}
      | (?:©|\(c\)|copyright\b|all\s+rights\s+reserved).{0,250} | .{0,150}\ball\s+rights\s+reserved\b.{0,100}""",
    _I | re.VERBOSE,
)
APPEAL = re.compile(
    r"""(?: (?:please\s+)?(?:feel\s+free\s+to|do\s+not\s+hesitate\s+to)\s+(?:send|contact|e-?mail|write|share|leave|get)\b
      | (?:click|tap)\s+(?:here|on)\b | (?:subscribe|sign\s+up|register|join)\s+(?:to|for|now|here|today|our|the|us)\b
      | (?:follow|like|find|join|contact|reach)\s+(?:us|@\w+|(?:him|her|them|[^\W\d_a-z]\S*(?:\s+[^\W\d_a-z]\S*)?)\s+on\s+(?:twitter|facebook|x|instagram))\b
      | (?:download|get)\s+(?:our|the)\s+(?:free\s+)?(?:app|newsletter)\b | (?:we|this\s+(?:web)?site)\s+uses?\s+cookies\b
      | by\s+(?:using|continuing|clicking|signing)\b.{0,60}\b(?:agree|consent|accept)\b | (?:please\s+)?enable\s+(?:javascript|cookies)\b
      | (?:have|got)\s+a\s+(?:tip|story)\b | support\s+(?:us|our)\b | donate\s+(?:now|today|here|to)\b
      | (?:your|an?)\s+(?:e-?mail\s+address|browser)\b | \*{3}\s*(?:start|end)\s+of\b | sorry,\s+(?:the|this|your)\s+(?:video|browser|player)\b
      ).{0,300}""",
    _I | re.VERBOSE,
)
# An advertiser's shout at the end of a line.
SHOUT = re.compile(
    r".{10,200}\s[-–—|:!]\s?(?:JOIN|SIGN UP|SUBSCRIBE|BUY|SHOP|ORDER|APPLY|REGISTER|DONATE|BOOK|LEARN MORE|READ MORE|CLICK HERE|TRY)\b(?:\s[A-Z ]{2,20})?!?"
)
TIMESTAMP = re.compile(
    r"""(?:last\s+|first\s+)?(?:updated|modified|published|posted|edited)\b:?(?:\s+on|\s+at)?\s*
      (?:(?:\d+|an?|one|two|several)\s+(?:second|minute|hour|day|week|month|year)s?\s+ago|just\s+now|today|yesterday)?.{0,40}
      | (?:\d+|an?)\s+(?:second|minute|hour|day|week|month|year)s?\s+ago | \d+\s+min(?:ute)?s?\s+read | (?:reading\s+time|read\s+time)\b.{0,30}""",
    _I | re.VERBOSE,
)

POST = re.compile(
    r"(?:(?:posted|published|updated)\s*(?:at|on)?:?\s*|at\s+)?(?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?\s?m\.?)?(?:\s*\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?)?)?",
    _I,
)
RULE = re.compile(r"(?:[*_=~·•#+–—-]\s*){3,}|\*|⁂|…")

CAPTION = re.compile(
    r"""(?:(?:file\s+)?(?:photo|photograph|image|picture|video|caption|illustration|graphic|map|screenshot|handout|chart)
          (?:\s+(?:credit|by|courtesy(?:\s+of)?|caption|source))?|pictured|infographic)\s*:\s*.{1,380}
      | (?:file|archive)\s*(?:photo)?\s*(?:-|–|—)\s.{1,380}
      | (?:photo|photograph|image|picture|illustration|video)s?\s+(?:by|courtesy|via|credit)\b.{1,150}
      | (?:an?|the|in)\s+(?:an?\s+|this\s+)?(?:undated\s+|recent\s+|file\s+|handout\s+|archive\s+)?
          (?:image|photo|photograph|picture|frame\s+grab|video\s+grab|still)\b.{0,60}
          \b(?:shows?|taken|released|provided|grab(?:bed)?|made\s+available)\b.{0,250}
      | in\s+this\s.{0,60}\b(?:photo|image|picture|frame\s+grab|handout)\b.{1,320}""",
    _I | re.VERBOSE,
)
_AGENCY = r"(?:AP|AFP|EPA|UPI|TASS|Reuters|REUTERS|Getty|Sputnik|Xinhua|Anadolu)"
BRACKETED_CREDIT = re.compile(
    rf"""(?:photo|image|handout|photograph|illustration|picture)s?\s*(?:by|credit|courtesy|:|/|,|via)\s?.*
      | {_AGENCY}\s?(?:Photo|Image|File|Handout|Pool|[/|,])s?.* | .*/\s?{_AGENCY}\b.* | (?:file\s+)?photo | getty\ images""",
    re.VERBOSE | re.IGNORECASE,
)
NAKED_CREDIT = re.compile(
    rf"""(?:Photograph|Photo|Image|Picture|Illustration)s?(?::|\sby\b|\scourtesy\b).*
      | .*?{_AGENCY}(?:\ Images)?\s?/\s?\S.* | .*/\s?(?:{_AGENCY}|Getty\ Images)""",
    re.VERBOSE,
)

SOCIAL = re.compile(r"(?:^|(?<=[\s.“\"(]))(?:[#@]\w+|https?://\S+|pic\.twitter\.com/\S+)")
HANDLE = re.compile(r"\(@\w{1,30}\)")
ABOUT = re.compile(
    r"""\b(?:journalists?|reporters?|correspondents?|editors?|newsroom|news|media|press|readers?|audiences?|reporting|journalism
      |independent|nonprofit|non-profit|broadcast\w*|languages|countries|subscribers?|website|magazine|newspaper|agency|mission)\b""",
    _I | re.VERBOSE,
)
OURSELVES = re.compile(r"\b(?:we|our|us)\b", _I)
OCCUPATION = re.compile(
    r"""(?:[^\W\d_a-z]\S*\s+){1,6}is\s+(?:an?|the)\s+(?:\S+\s+){0,6}?
      (?:news\s+(?:agency|organi[sz]ation|outlet|site|service|website)|broadcaster|publication|publisher|newspaper|magazine|website|blog
        |(?:staff\s+|senior\s+|freelance\s+|political\s+)*(?:writer|reporter|correspondent|columnist|editor|journalist|contributor)\s+(?:for|at|with|of|based|in|covering))\b.*""",
    re.VERBOSE | re.DOTALL,
)


def is_furniture(line: str) -> bool:
    """Whether a line is navigation, a link, an embed's remains, a credit, an appeal or an advertisement."""
    if len(line) > LONGEST:
        return False
    if line.strip(" .:…»›>|[]()").lower() in NAVIGATION:
        return True
    return any(table.fullmatch(line) for table in (LINK, EMBED, CREDIT, APPEAL, SHOUT)) or _is_timestamp(line)


def _is_timestamp(line: str) -> bool:
    return len(line) <= 90 and TIMESTAMP.fullmatch(line) is not None


def is_link_stub(line: str) -> bool:
    """Whether a line announces a link that the next line names: “LISTEN MORE:”."""
    match = LINK.fullmatch(line) if len(line) <= 60 else None
    return match is not None and not match["target"]


def is_separator(line: str) -> bool:
    """Whether a line only parts what is above it from what is below: “Posted at”, “14:05 GMT”, “* * *”."""
    return len(line) <= 60 and (POST.fullmatch(line) is not None or RULE.fullmatch(line) is not None)


def is_post_mark(line: str) -> bool:
    """Whether a separator is the head of a post, with its time or having lost it."""
    return len(line) <= 60 and POST.fullmatch(line) is not None


def is_caption(line: str) -> bool:
    """Whether a line says of itself that it is about a picture, or ends in a picture's credit."""
    if len(line) > LONGEST:
        return False
    if CAPTION.fullmatch(line):
        return True
    bracket = max(line.rfind("("), line.rfind("["))
    if bracket > 0 and line[-1] in ")].":
        return BRACKETED_CREDIT.fullmatch(line[bracket + 1 :].rstrip(" )].")) is not None
    tail = line[max(line.rfind(mark) for mark in (". ", " - ", "— ", "– ", "  ")) + 1 :].lstrip(" -—–.")
    return len(tail) <= 80 and NAKED_CREDIT.fullmatch(tail) is not None


def is_social(line: str) -> bool:
    """Whether a line is a post of a social network: tags, names and links, no final stop."""
    if len(line) > LONGEST or not any(mark in line for mark in ("#", "@", "http", "pic.twitter")):
        return False
    marks = len(SOCIAL.findall(line))
    signed = HANDLE.search(line) is not None and FULL_DATE.search(line) is not None
    return signed or marks * 3 >= len(line.split()) or (marks >= 2 and line[-1] not in '.!?”"')


def is_about_the_publisher(line: str) -> bool:
    """Whether a line at the end of a page says who publishes it or who its author is."""
    if len(line) > 2 * LONGEST or line[0] in "“\"‘'":
        return False
    return OCCUPATION.fullmatch(line) is not None or (
        OURSELVES.search(line) is not None and len(ABOUT.findall(line)) >= 3
    )
