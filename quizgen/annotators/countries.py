"""
Countries by the names that English texts use for them, with the stems of their adjectives.

A name that is also that of a common word or of another place (Georgia, Jordan, Chad) is a country here.
"""

# Stems are what adjectives and people begin with, where that is not the first four letters of the name.
_TABLE = """
Afghanistan; Albania; Algeria; Andorra; Angola; Argentina; Armenia; Australia; Austria; Azerbaijan; Bahrain;
Bangladesh; Belarus; Belgium; Belize; Benin; Bhutan; Brunei; Bolivia; Bosnia and Herzegovina; Bosnia; Botswana;
Brazil; Bulgaria; Burkina Faso; Burma; Burundi; Cambodia; Cameroon; Canada; Chad; Chile; China=Chin; Colombia; Congo;
Costa Rica; Cape Verde; Czech Republic=Czec; Czechia=Czec; Dominican Republic; East Timor=Timo; Croatia; Cuba;
Cyprus=Cypr; Czechoslovakia; Denmark=Dan; Djibouti; Ecuador; Egypt; El Salvador; Eritrea; Estonia; Ethiopia; Fiji;
Finland=Finn; France=Fren; Gabon; Gambia; Georgia; Germany; East Germany; West Germany; Ghana; Greece=Gree; Guatemala;
Guinea; Guyana; Haiti; Honduras; Hungary; Iceland; India; Indonesia; Iran; Iraq; Ireland=Iris; Israel; Italy; Ivory
Coast; Jamaica; Japan; Jordan; Kazakhstan; Kenya; Kosovo; Kuwait; Kyrgyzstan; Laos; Latvia; Lebanon=Leba; Lesotho;
Liberia; Libya; Liechtenstein; Lithuania; Luxembourg; Maldives; San Marino=Samm; Suriname; Swaziland; Madagascar=Mala;
Malawi; Malaysia; Mali; Malta=Malt; Mauritania; Mauritius; Mexico; Moldova; Monaco; Mongolia; Montenegro; Morocco;
Mozambique; Myanmar; Namibia; Nepal; Netherlands=Dutc; New Zealand; Nicaragua; Niger; Nigeria; North Korea; North
Macedonia; Norway=Norw; Oman; Pakistan; Palestine; Panama; Papua New Guinea; Paraguay; Peru; Philippines=Fili;
Poland=Poli; Portugal; Qatar; Romania; Russia; Rwanda; Saudi Arabia; Senegal; Serbia; Sierra Leone; Singapore;
Slovakia; Slovenia; Somalia; South Africa; South Korea; South Sudan; Soviet Union; Spain=Span; Sri Lanka; Sudan;
Sweden=Swed; Switzerland=Swis; Syria; Taiwan; Tajikistan; Tanzania; Thailand=Thai; Togo; Trinidad and Tobago; Tunisia;
Turkey=Turk; Turkmenistan; Uganda; Ukraine; United Arab Emirates=Emir; United Kingdom=Brit; Britain; Great Britain;
England; Scotland=Scot; Wales=Wels; United States=Amer; Uruguay; Uzbekistan; Venezuela; Vietnam; North Vietnam; South
Vietnam; Yemen; Yugoslavia; Zambia; Zimbabwe; Prussia; Persia
"""
STEMS: dict[str, str] = {
    name.strip(): (stem or name.strip().split()[-1][:4])
    for entry in _TABLE.replace("\n", " ").split(";")
    for name, _, stem in (entry.strip().partition("="),)
}
"""Each country with what its adjective begins with."""

# Names of one country, which are never wrong options for each other.
_ALIKE = (
    ("United Kingdom", "Britain", "Great Britain", "England", "Scotland", "Wales"),
    ("Russia", "Soviet Union"),
    ("Burma", "Myanmar"),
    ("Germany", "East Germany", "West Germany", "Prussia"),
    ("Bosnia", "Bosnia and Herzegovina", "Yugoslavia", "Serbia", "Croatia", "Slovenia", "Montenegro", "Kosovo"),
    ("Iran", "Persia"),
    ("Vietnam", "North Vietnam", "South Vietnam"),
    ("Congo", "Zaire"),
)
_SHORT = {"US": "United States", "United States of America": "United States",
          "U.S.": "United States", "USA": "United States", "UK": "United Kingdom",
          "U.K.": "United Kingdom", "UAE": "United Arab Emirates", "USSR": "Soviet Union"}  # fmt: skip


def country(name: str) -> str | None:
    """The country that a name means, None where it means none."""
    bare = name.removeprefix("the ").removeprefix("The ")
    full = _SHORT.get(bare, bare)
    return full if full in STEMS else None


def alike(one: str, other: str) -> bool:
    """Whether two countries are one, or parts or forerunners of one."""
    return one == other or any(one in group and other in group for group in _ALIKE)


def with_article(name: str) -> str:
    """A country as it stands in a sentence: “the United States”."""
    plural = name in ("Netherlands", "Philippines", "United Arab Emirates")
    return f"the {name}" if plural or name.startswith("United ") or name == "Soviet Union" else name
