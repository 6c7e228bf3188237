"""
The words that names, roles and institutions are made of, and when two names are one.

Tables to extend: a new office, a new nickname, a new outlet is one word here.
"""

import re
import unicodedata
from functools import lru_cache

from quizgen.dates import MONTH_ABBREVIATIONS, MONTHS, WEEKDAY_ABBREVIATIONS, WEEKDAYS


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
    sculptor choreographer cinematographer screenwriter bandleader lyricist illustrator engraver potter weaver
    goldsmith printer poetess songwriter
    commissar comrade vice-chair superintendent cofounder businessperson tycoon magnate
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
ROLE_WORDS = OFFICES | RANKS | HONORIFICS | frozenset(SHORT_OFFICES)
FEMALE = _set("mrs ms miss lady dame madame madam frau mme queen princess empress duchess baroness countess actress "
               "spokeswoman chairwoman congresswoman councilwoman businesswoman widow")  # fmt: skip
MALE = _set("mr sir lord herr king prince emperor duke baron spokesman chairman congressman businessman frontman "
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
    nora norah clara lea lia hanna johanna ulla ulrike sabine renate gisela annette silvia sylvia silke katja katrin
    anja tanja antonia bianca camilla celine cecilia daisy delia dora edna elsa elsie emilia erika esther ethel
    eugenia evelyn freya gail geraldine gladys hilda ida imogen irene iris ivy jasmine jenny joyce juliet justine
    katie krystyna larissa leonora lillian lola lorna louise lucille lydia lynn mabel magdalena maggie malgorzata
    marcia marianne marilyn marjorie marlene maureen maya mildred millicent mona muriel myra nadia naomi natasha
    nell olive olivia pearl peggy penelope phyllis polly priscilla rachael rita roberta rosemary roxanne sadie selma
    sigrid solveig stella susanna suzanne sybil tamara tara tess thelma tiffany trudy una valerie vera vivian viola
    winifred yvette zoe zofia ewa agnieszka ayse fatma emine zeynep mariam maryam salma yasmin zahra shirin sunita
    lakshmi anjali kavita sushma benazir hiroko keiko yoko akiko annie amelia bertha betsy bettina birgitta blanche
    carolina catalina charlene cora cornelia doris effie elisabeth elise eliza ella eloise elspeth estelle eunice
    flora frieda frida gertrude gretchen gwen hattie henrietta hermione hortense ilse inga irma isabelle isla jemima
    josie jutta kristin kristina lara lavinia leonie letitia lilian liselotte lotte louisa luise luisa mara
    margarita margot marguerite marta mathilde matilda maud mavis minna mireille nellie nettie odette ottilie
    pauline petronella philippa raquel regina rhoda rosalie rosie ruby sabrina simona sonja sophia susie svetla
    tatjana teodora thea tilda valeska violet wanda wilhelmina wilma xenia yolanda
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
    lars nils ole erik olaf sven björn mikael  piet willem pedro pablo diego miguel rafael fernando enrique ricardo
    carlo paolo pietro galileo leonardo stefano marcel claude henri michel philippe emmanuel nicolas fritz otto kurt
    heinz gerhard helmut dieter uwe max felix kofi nelson desmond kwame raj anil sanjay amit arun narendra imran
    kenji hiroshi takeshi wei jin ming volodymyr viktor petro taras andriy mykhailo
    gerald jimmy theodore abraham thomas ulysses grover woodrow calvin herbert
    alberto aldo alfonso alfred allan allen alois angus anton archibald archie arne arnold arvid augustus axel barry
    basil bernard bernardo bertrand bjorn bob brad brent bruno byron cecil cesar chester clement clifford clyde
    curtis cyril damian dan danny darren dave davide dirk dominic don douglas eamon eddie edgar edmund eduardo edwin
    egon einar elliot emil emile enrico erich ernst erwin eugene evan fabio felipe ferdinand francis francesco
    franco franz fred frederic frederick friedrich gabriel gavin geoffrey georg georges gerard gilbert giuseppe
    glenn grigory guido guillermo gunnar gunther gus gustav harald harvey henrik herman horace howard hubert
    humphrey ignacio ilya ingmar ivar jaime jake jared javier jens jerome joel johan johann johannes jon jonas josef
    josip julian julio jurgen kaspar kemal ken kirk konrad laurence lech leif leon leonard leopold leroy lester
    lewis liam lionel lloyd lorenzo lucas luke luther magnus malcolm manuel marcus marius martin marvin mathias matt
    matteo maurice maximilian melvin milton mitchell morris morten moses murray nathaniel nick niels noel oliver
    orville oskar osman owen pascal percy perry pete phillip piotr ramon randall raul ray reginald reinhard rene rex
    roberto rodney rodrigo roland rolf rudolf rudolph rupert russell saul sebastian seth seymour sidney stefan
    stewart terence  tobias todd tomas tommy travis troy umberto vaclav valery vernon victor vince vincent vito
    walt warren wayne werner wilbur wilfred wilhelm xavier yitzhak yves zoltan shinzo taro rajesh rahul vikram asif
    nawaz pervez abdul adel bilal faisal fouad hamid haider haidar hafez jamal karim majid marwan mehdi mehmet munir
    nabil nasser osama rafiq rashid riad saad salah salman sami tariq walid yasser yusuf yousef ziad sameh alvin
    ambrose andre andres angelo armand arturo   barnaby bartholomew benedict bert bertie bram caspar
    cornelius cuthbert dmitrij dougal ebenezer edvard elias elijah emilio enoch ernesto ezra fergus finn fyodor
    gaston gideon giorgio godfrey gottfried hector henryk hermann ignatius immanuel isambard isidore jasper jeremiah
    joachim joao joaquin josiah karel lachlan laszlo lev lorenz ludwig mathieu montgomery mortimer napoleon nikola
    obadiah octavio olof oswald pieter quentin raoul reuben rhys rufus rustam sandor santiago silas sigmund
    soren stepan sylvester thaddeus theo tiberius timur tycho ulrich vasily wallace wendell wladyslaw yakov yaroslav
    zachariah
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
    affairs health rights doctors physicians committee action operation siege offensive line fort cape hill ridge valley
    treaty pact plan strait gulf peninsula mission expedition palace castle cathedral abbey temple crater hurricane
    festival auction auctions awards prizes medal tournament championships hotel tavern studio studios
    film films records opera orchestra gallery foundry railway railroad manor
    """)
GENERALS = _set("secretary attorney surgeon solicitor director consul governor inspector postmaster adjutant auditor")
DANGLING = _set("and or of for at in on to the a an with from by as who also")
BODIES = _set("""
    group party company organisation organization agency militia firm newspaper team club bank town city village
    country magazine band gang charity network union brigade ship vessel state nation province startup
    """)
BREAKS = _set(
    """
    the a an in on at by for from to of and but or so yet if as when while since after before because although
    though however meanwhile this that these those it its he she they we i you his her their our my your there here
    then now not no yes what which who whom whose why how where according also still just even only both each every
    some many most several all earlier later last next first second asked speaking with without under over into
    about against during despite until once among amid like unlike per via ten nine eight seven six five four three
    two one
    """
) | (
    {word.lower() for table in (MONTHS, MONTH_ABBREVIATIONS, WEEKDAYS, WEEKDAY_ABBREVIATIONS) for word in table}
    - {"may", "march", "april", "june", "august", "jan"}
    | {"mr.", "says", "said"}
)

GROUPS = frozenset(
    """ministry department agency government company firm group organisation organization office committee
    commission council party court army military police bank university campaign administration coalition union
    newspaper magazine paper website site outlet network channel station press service team club board body alliance
    observatory institute foundation charity church parliament senate house embassy mission secretariat bureau
    authority authorities state country city kremlin pentagon statement report survey poll study article tweet post
    letter spokespeople airline manufacturer maker operator regulator watchdog fund association federation league
    society museum school hospital company's forces rebels regime opposition militia side""".split()
)
PEOPLE_NOUNS = (
    OFFICES
    | RANKS
    | frozenset(
        """man woman official officials source sources person people resident residents witness witnesses expert experts
    analyst analysts critic critics supporter supporters observer observers insider aide aides adviser advisers
    advisor advisors spokesmen lawyers attorneys leader leaders member members voter voters republican democrat
    conservative liberal mother father son daughter wife husband brother sister friend colleague boy girl doctor
    student students teacher teachers worker workers scientist scientists researcher researchers author authors
    user users reader readers fan fans player players mogul billionaire businessman hopeful star native
    pm pilot soldier soldiers fighter fighters activist activists commentator pundit caller viewer guest sergeant
    frontrunner front-runner standard-bearer contender rival opponent newcomer tycoon""".split()
    )
)
GENERIC = frozenset(
    """official politician leader diplomat lawmaker minister spokesman spokeswoman spokesperson man woman candidate
    nominee businessman businesswoman billionaire mogul scientist researcher professor author writer analyst expert
    general commander chief senator congressman congresswoman governor mayor doctor president officer director
    republican democrat singer actor actress player coach""".split()
)
OUTLETS = re.compile(
    r"""\b(?:Reuters|AP|AFP|TASS|Itar-TASS|Interfax|RIA|Novosti|Sputnik|RT|BBC|CNN|CBS|NBC|ABC|MSNBC|PBS|NPR|CNBC|ITV|C-SPAN
    |Al[\s-]Jazeera|Al[\s-]Arabiya|Guardian|Telegraph|Independent|Bloomberg|Politico|Xinhua|Kyodo|DPA|ANSA|IRNA|SANA
    |Associated\sPress|Agence\sFrance-Presse|Press\sAssociation|Huffington\sPost|BuzzFeed|Axios|Deutsche\sWelle
    |\w+\s(?:Times|Post|News|Tribune|Herald|Gazette|Chronicle|Mirror|Mail|Journal|Radio|TV|Television|Today|Magazine)
    |[Nn]ews\s(?:agency|channel|site|website|outlet)|newspaper|magazine|broadcaster)\b""",
    re.VERBOSE,
)


def names_a_body(name: str) -> bool:
    """Whether a word of a name is one for a body: a ministry, a team, a firm."""
    return any(word.lower() in INSTITUTIONS | GROUPS | BODIES for word in name.split())


def is_woman(given: str) -> bool | None:
    folded = fold(given)
    return True if folded in _GIVEN_FEMALE else False if folded in _GIVEN_MALE else None


@lru_cache(maxsize=4096)
def name_key(word: str) -> str:
    """A surname without accents, articles and the freedoms of transliteration: equal keys are one name."""
    key = fold(word)
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


def fold(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(character for character in plain if not unicodedata.combining(character)).lower().strip(".")


NICKNAMES = tuple(
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
