"""
Page furniture: lines that belong to the page and not to the text, told by how such lines are worded anywhere.

One table a kind; each pattern must match a whole line. Long lines are prose whatever they say, so that no
pattern ever sees more than a few hundred characters.
"""

import re

from quizgen.dates import FULL_DATE

LONGEST = 400
_I = re.IGNORECASE

NAVIGATION = frozenset(
    """
accessibility links|breaking news|skip to footer|skip to content|skip to main content|skip to navigation
skip links|menu|search|home|share|share this|share this article|share this story|share on facebook
share on twitter|tweet|email|e-mail|print|print this page|save|log in|login|sign in|sign up|register|subscribe
subscribe now|my account|advertisement|advertising|ad|sponsored|sponsored content|promoted content|newsletter
newsletters|join the mailing list|comments|comment|leave a comment|leave a reply|no comments|comments are closed
post a comment|view comments|show comments|related|related articles|related stories|related topics
related content|related links|you may also like|more from this author|more on this story|more stories|most read
most popular|most viewed|trending|trending now|top stories|latest news|latest stories|recommended
recommended for you|read more|read next|see more|see also|show more|load more|view more|learn more|more
back to top|top|next|previous|next article|previous article|contact us|contact|about us|privacy policy
terms of use|terms and conditions|cookie policy|accept|accept cookies|accept all|close|play|pause|loading
loading...|embed|copy link|copied|follow us|tags|topics|facebook|twitter|linkedin|whatsapp|reddit|pinterest
telegram|instagram|youtube|watch live|live|image|video|photo|photos|gallery|photo gallery|toggle navigation
open menu|main menu|skip advertisement|story continues below|continue reading|continue reading below
article continues below|play video|watch now|listen now|read the rest here|click here|rss|print article
""".strip()
    .replace("\n", "|")
    .split("|")
)

# A link with its own introduction; where nothing follows the colon, the next line is what it links to.
LINK = re.compile(
    r"""(?: (?:read|listen|watch|see|hear|learn|view)\s+(?:more|also|next|this|now|here|the\s+video|the\s+full\s+\w+)
      | also\s+(?:read|see|watch|on\s+\w+) | more\s+(?:from|on|about)\s+[^:]{1,40} | find\s+out\s+more
      | watch | listen | read | live(?:\s+updates)? | see\s+also | recommended | don['’]t\s+miss
      | related(?:\s+(?:article|story|stories|coverage|content|reading|video))?s?
      | in\s+(?:pictures|case\s+you\s+missed\s+it) | full\s+(?:story|coverage) | opinion | video | gallery | podcast
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
    r"""(?:with\s+)?(?:(?:additional|further|original)\s+)?(?:reporting|writing|editing|translation|photography)\s+by\b
          .{0,300}
      | .{1,200}\bcontributed\s+(?:(?:additional\s+)?reporting\s+)?to\s+this\s+(?:report|story|article|post|piece)\b
          .{0,200}
      | (?:some\s+)?(?:material|information)\s+(?:for|in)\s+this\s+(?:report|story|article)\s+(?:came|is|was)\b.{0,200}
      | (?:this|a\s+version\s+of\s+this)\s+(?:story|article|report|post|piece)\s+(?:has\s+been|was|is|will\s+be)?\s*
          (?:updated|corrected|amended|revised|originally|first\s+published|published|part\s+of|brought\s+to|appeared|supported)\b
          .{0,300}
      | (?:sources?|via|credits?|tags|topics|filed\s+under|categories|category|keywords|hat\s+tip|h/t)\s*:\s*.{0,200}
      | (?:editor['’]?s?['’]?\s+note|correction|clarification)s?\s*[:(].{0,380}
      | (?:©|\(c\)|copyright\b|all\s+rights\s+reserved).{0,250} | .{0,150}\ball\s+rights\s+reserved\b.{0,100}""",
    _I | re.VERBOSE,
)
# “Edited by …” is a credit where names are all that follows.
MADE_BY = re.compile(
    r"(?:Edited|Compiled|Translated|Written|Produced|Posted|Reported|Photographed)\s+by"
    r"(?:\s+(?:and|for|[^\W\d_a-z]\S*)){1,9}"
)
APPEAL = re.compile(
    r"""(?: (?:please\s+)?(?:feel\s+free|do\s+not\s+hesitate)\s+to\s+(?:send|contact|e-?mail|write|share|leave|get)\b
      | (?:click|tap)\s+(?:here|on)\b | (?:subscribe|sign\s+up|register|join)\s+(?:to|for|now|here|today|our|the|us)\b
      | (?:follow|like|find|join|contact)\s+(?:us\b|@\w+|\w+(?:\s+\w+)?\s+on\s+(?:twitter|facebook|x|instagram)\b)
      | (?:download|get)\s+(?:our|the)\s+(?:free\s+)?(?:app|newsletter)\b
      | (?:we|this\s+(?:web)?site)\s+uses?\s+cookies\b
      | by\s+(?:using|continuing|clicking|signing)\b.{0,60}\b(?:agree|consent|accept)\b
      | (?:please\s+)?enable\s+(?:javascript|cookies)\b | (?:have|got)\s+a\s+(?:tip|story)\b | support\s+(?:us|our)\b
      | donate\s+(?:now|today|here|to)\b | your\s+(?:e-?mail\s+address|browser)\b | \*{3}\s*(?:start|end)\s+of\b
      | sorry,\s+(?:the|this|your)\s+(?:video|browser|player)\b
      ).{0,300}""",
    _I | re.VERBOSE,
)
# An advertiser's shout at the end of a line.
SHOUT = re.compile(
    r""".{10,200}\s[-–—|:!]\s?
      (?:JOIN|SIGN\ UP|SUBSCRIBE|BUY|SHOP|ORDER|APPLY|REGISTER|DONATE|BOOK|LEARN|READ|CLICK|TRY)\b
      (?:\s[A-Z ]{2,20})?!?""",
    re.VERBOSE,
)
_AGO = (
    r"(?:(?:\d+|an?|one|two|several)\s+(?:second|minute|hour|day|week|month|year)s?\s+ago|just\s+now|today|yesterday)"
)
TIMESTAMP = re.compile(
    rf"""(?:last\s+|first\s+)?(?:updated|modified|published|posted|edited)\b:?(?:\s+on|\s+at)?\s*
        (?: (?:{_AGO})?
          | (?:[a-z]{{3,9}},?\s+)?
            (?:\d{{1,2}}(?:st|nd|rd|th)?\s+[a-z]{{3,9}}|[a-z]{{3,9}}\.?\s+\d{{1,2}}
              |\d{{1,4}}[/.-]\d{{1,2}}|\d{{1,2}}:\d\d)
            (?:[\s,\d:|/().•·–—+-]|\b(?:at|on|am|pm|a\.m|p\.m|local|time|(?-i:[A-Z]{{2,5}}))\b){{0,30}} )
      | {_AGO} | \d+\s+min(?:ute)?s?\s+read | (?:reading|read)\s+time\b.{{0,30}}""",
    _I | re.VERBOSE,
)

POST = re.compile(
    r"""(?:(?:posted|published|updated)\s*(?:at|on)?:?\s*|at\s+)?
      (?:\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?\s*(?:[ap]\.?\s?m\.?)?(?:\s*\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?)?)?""",
    _I | re.VERBOSE,
)
RULE = re.compile(r"(?:[*_=~·•#+–—-]\s*){3,}|\*|⁂|…")

CAPTION = re.compile(
    r"""(?:(?:file\s+)?(?:photo|photograph|image|picture|video|caption|illustration|graphic|map|screenshot
            |handout|chart)(?:\s+(?:credit|by|courtesy(?:\s+of)?|caption|source))?|pictured|infographic)\s*:\s*.{1,380}
      | (?:file|archive)\s*(?:photo)?\s*(?:-|–|—)\s.{1,380}
      | (?:photo|photograph|image|picture|illustration|video)s?\s+(?:by|courtesy|via|credit)\b.{1,150}
      | (?:this|an?\s+(?:undated|recent|file|handout|archive))\s+(?:handout\s+|file\s+)?
          (?:image|photo|photograph|picture|frame\s+grab|video\s+grab|still)\b.{0,60}
          \b(?:shows?|taken|released|provided|grabbed|made\s+available)\b.{0,250}
      | in\s+this\s.{0,60}\b(?:photo|image|picture|frame\s+grab|handout)\b.{1,320}""",
    _I | re.VERBOSE,
)
_AGENCY = r"(?:AP|AFP|EPA|UPI|TASS|Reuters|REUTERS|Getty|Sputnik|Xinhua|Anadolu)"
BRACKETED_CREDIT = re.compile(
    rf"""(?:photo|image|handout|photograph|illustration|picture)s?\s*(?:by|credit|courtesy|:|/|,|via)\s?.*
      | {_AGENCY}\s?(?:Photo|Image|File|Handout|Pool|[/|,])s?.* | .*/\s?{_AGENCY}\b.*
      | (?:file\s+)?photo | getty\ images""",
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
    r"""\b(?:journalists?|reporters?|correspondents?|editors?|newsroom|news|media|press|readers?|audiences?|reporting
      |journalism
      |independent|nonprofit|non-profit|broadcast\w*|languages|countries|subscribers?|website|magazine|newspaper|agency
      |mission)\b""",
    _I | re.VERBOSE,
)
OURSELVES = re.compile(r"\b(?:[Ww]e|[Oo]ur|us)\b")
_MEDIUM = r"(?:agency|organi[sz]ation|outlet|site|service|website)"
_CRAFT = r"(?:writer|reporter|correspondent|columnist|editor|journalist|contributor)"
OCCUPATION = re.compile(
    rf"""(?:[^\W\d_a-z]\S*\s+){{1,6}}is\s+(?:an?|the)\s+(?:\S+\s+){{0,6}}?
      (?:news\s+{_MEDIUM}|broadcaster|publication|publisher|newspaper|magazine|website|blog
        |{_CRAFT}\s+(?:for|at|with|of|based|in|covering))\b.*""",
    re.VERBOSE | re.DOTALL,
)


def is_furniture(line: str) -> bool:
    """Whether a line is navigation, a link, an embed's remains, a credit, an appeal or an advertisement."""
    if len(line) > LONGEST:
        return False
    if line.strip(" .:…»›>|[]()").lower() in NAVIGATION:
        return True
    return any(table.fullmatch(line) for table in (LINK, EMBED, CREDIT, MADE_BY, APPEAL, SHOUT)) or _is_timestamp(line)


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
    signed = HANDLE.search(line) is not None and any(day.end() == len(line) for day in FULL_DATE.finditer(line))
    return signed or marks * 3 >= len(line.split()) or (marks >= 2 and line[-1] not in '.!?”"')


def is_about_the_publisher(line: str) -> bool:
    """Whether a line at the end of a page says who publishes it or who its author is."""
    if len(line) > 2 * LONGEST or any(mark in line for mark in '“”"'):
        return False
    return OCCUPATION.fullmatch(line) is not None or (
        OURSELVES.search(line) is not None and len(ABOUT.findall(line)) >= 3
    )
