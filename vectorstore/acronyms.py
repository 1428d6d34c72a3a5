"""Acronyms of the field with their expansions, and words that practitioners type for what reviews print.

Expansions are general knowledge of the field; a name that only one area uses is never expanded here.
"""

import re

_TABLE = """
SCR serious case review|LCSPR local child safeguarding practice review|CSPR child safeguarding practice review
CME case mapping exercise|IMR individual management review|SILP significant incident learning process|RR rapid review
LSCB local safeguarding children board|LSCP local safeguarding children partnership|SAB safeguarding adults board
SAR safeguarding adult review|DHR domestic homicide review|DARDR domestic abuse related death review
CPR child practice review|CDOP child death overview panel|SUDI sudden unexpected death in infancy
CSC children's social care|ASC adult social care|CIN child in need|CP child protection|CPP child protection plan
LAC looked after child|CLA child looked after|CIC child in care|S47 section 47 enquiry|S17 section 17 child in need|S20 section 20
ICPC initial child protection conference|RCPC review child protection conference|IRO independent reviewing officer
LADO local authority designated officer|MASH multi-agency safeguarding hub|MARF multi-agency referral form
EH early help|EHA early help assessment|TAF team around the family|TAC team around the child|CAF common assessment framework
EDT emergency duty team|OOH out of hours|FSW family support worker|SW social worker|ICO interim care order|SO supervision order
EPO emergency protection order|PPO police protection|PLO public law outline|SGO special guardianship order|FGC family group conference
DA domestic abuse|DV domestic violence|DVA domestic violence abuse|DASH domestic abuse risk checklist|IDVA domestic abuse adviser
MARAC multi-agency risk assessment conference|DVDS domestic violence disclosure scheme|FGM female genital mutilation
HBA honour-based abuse|NAI non-accidental injury|AHT abusive head trauma|FII fabricated or induced illness
CSA child sexual abuse|CSE child sexual exploitation|CCE child criminal exploitation|HSB harmful sexual behaviour
OCG organised crime group gang|NRM national referral mechanism|UASC unaccompanied asylum seeking child|NRPF no recourse to public funds
GCP graded care profile|SMART specific measurable achievable realistic timely|VOC voice of the child|WNB was not brought|DNA did not attend
HV health visitor|SHN school health nurse|MW midwife|UBB unborn baby pre-birth|GP general practitioner doctor|ED emergency department hospital
CAMHS child and adolescent mental health services|CMHT community mental health team|AMHP approved mental health professional
PND postnatal depression|LD learning disability|LDD learning difficulties and disabilities|SEND special educational needs disability
EHCP education health and care plan|ASD autism|ADHD attention deficit hyperactivity disorder|MCA mental capacity act|DOLS deprivation of liberty
CCG clinical commissioning group|ICB integrated care board|DSL designated safeguarding lead|EHE elective home education home educated
NEET not in education employment or training|NPS national probation service|MAPPA multi-agency public protection|YOT youth offending team
NFA no further action|MGM maternal grandmother|MGF maternal grandfather|PGM paternal grandmother|PGF paternal grandfather
KLOE key line of enquiry|TOR terms of reference|MSP making safeguarding personal|CGL change grow live|QA quality assurance
"""
ACRONYMS: dict[str, str] = dict(
    entry.split(" ", 1) for line in _TABLE.strip().splitlines() for entry in line.split("|")
)

# What people type -> words that reviews print. Written as a pattern and what is searched for besides.
_LAY: tuple[tuple[str, str], ...] = (
    (r"mums?(?:my)?", "mother"), (r"dads?", "father"), (r"stepdads?", "father partner"), (r"kids?", "child children"),
    (r"lads?|boys?|son|brothers?", "boy sibling older son"), (r"girls?|daughters?|sisters?", "girl sibling"), (r"nan|gran|grandma|nana", "grandmother"),
    (r"bab(?:y|ies)|newborn|infant", "baby twins"), (r"teen(?:ager)?s?", "young person"), (r"missus|wife|girlfriend", "mother partner"),
    (r"boyfriend|bloke|fella|new man|husband", "partner father"), (r"drink(?:ing)?|drunk|booze|pissed|boozing", "alcohol intoxicated"),
    (r"drugs?|weed|spliffs?|dope|smack|crack", "drug cannabis substance misuse"), (r"nick(?:ed)?|inside|jail(?:ed)?|locked up|banged up|did time", "prison"),
    (r"let out|got out|coming out|came out|released?", "released prison"), (r"cops?|coppers?|bobb(?:y|ies)", "police"), (r"shooters?|guns?|weapons?|blades?|knives", "firearms weapons"),
    (r"gangs?|runners?|dealing|dealers?", "gang county lines drug dealing"), (r"hit(?:s|ting)?|beat(?:s|ing|en)?(?: up)?|battered|thump(?:ed|ing)?|punch(?:ed|ing)?|kicked off", "violence domestic incident"),
    (r"marks|bruis\w*", "bruising injuries"), (r"skint|money|benefits|broke", "poverty financial"), (r"evicted|sofa ?surfing|homeless", "housing accommodation"),
    (r"face value|take(?:n|s)? .{0,12}word(?: for it)?|own (?:account|word|say-so|version)|believ(?:ed|ing) (?:what )?(?:mum|mother|her|him|dad|parents?)", "self-reported self-reporting over-reliance"),
    (r"fobbed off|pulling the wool|saying the right things|telling us what we want to hear", "disguised compliance"),
    (r"chas(?:e|ed|ing) (?:it |them )?up|clos(?:e|ing|ed) the loop|check(?:ed|ing)? (?:it|they) (?:got|arrived|landed)", "follow through follow up received acted upon"),
    (r"corridor|chats?|had a word|informal(?:ly)?|off the record", "informal discussions"), (r"writ(?:e|ing|ten) (?:\w+ ){0,2}(?:up|down)|notes?|log(?:ged|ging)?|paperwork", "recording recorded notes minutes"),
    (r"one[- ]offs?|isolation|isolated|separately", "isolated isolated incident holistic"), (r"add(?:ed|ing)? (?:it )?(?:all )?up|drip[- ]drip|cumulative|build[- ]?up|over time|long[- ]?running", "chronicity cumulative chronic pattern"),
    (r"hand(?:ed|ing)?[- ]?over|passed (?:on|over)|new worker|change of worker", "handover transfer"), (r"mov(?:e|ed|es|ing) (?:area|house|home|away)", "moved transfer families move"),
    (r"clos(?:e|ed|ing) (?:the |a |it |my )?(?:case|file)|shut(?:ting)? (?:the )?case|came off (?:their|the|a) plan|off (?:a|the|their) plan", "step down closed closing"),
    (r"call[- ]?outs?|999 calls?|attended", "police incident domestic"), (r"bosses|boss|managers?|higher ups?|senior", "manager management senior"),
    (r"one[- ]to[- ]ones?|1:1s?|1-2-1s?|121s?", "supervision"), (r"meet(?:ing)?s? without (?:the )?(?:parents|family|mum|dad)|behind closed doors|professionals?[- ]only", "professionals only meetings without parents"),
    (r"weekends?|nights?|evenings?|bank hols?|holidays?|christmas|after hours", "out of hours weekend holidays"), (r"fortnight", "two weeks"), (r"loop|updated?", "update regularly"),
    (r"unborn|expecting|pregnant|bump|preggers|pregnancy", "pre-birth pregnant unborn expectant"), (r"asylum|refugee", "asylum seeking"), (r"levels? of need|windscreen|thresholds?", "threshold of need levels of need matrix"),
    (r"(?:drop(?:s|ped|ping)?|fall(?:s|en|ing)?|disappear\w*|vanish\w*|go(?:es|ne|ing)?) (?:out of sight|off the radar|through the (?:net|cracks)|under the radar)|out of sight", "invisible off the radar oversight"),
    (r"disabled|wheelchair|special needs", "disability disabilities complex needs"), (r"poorly|ill|sick", "health problems"), (r"skiv(?:e|ing)|bunk(?:ing)? off|truant\w*|missing school", "school attendance"),
    (r"home[- ]?school(?:ed|ing)?|taught at home", "home educated home tuition elective home education"), (r"cut(?:s|ting)? (?:him|her|them)sel(?:f|ves)|suicidal|kill (?:him|her|them)sel\w+", "self-harm suicidal"),
    (r"turn(?:s|ed|ing)? (?:18|eighteen)|adult services|18th birthday", "transition adult services"), (r"shrinks?|counsell(?:ing|or)|therap(?:y|ist)", "mental health"),
    (r"depress(?:ed|ion)|low mood|breakdown|mentally|mental state|mh", "mental health deteriorating"), (r"refer(?:s|red|ral|rals|als)?|flag(?:ged)? up|sent (?:it )?in", "referral referred"),
    (r"scared|frightened|afraid|terrified", "fear frightened"), (r"starv\w*|hungry|filthy|dirty|state of the house", "neglect"), (r"polish|romanian|language|interpreter|english", "language interpreter english"),
    (r"schools?|teachers?|head ?teachers?|class", "school"), (r"nursery|childminder|pre-?school", "nursery early years"), (r"social care|social services|socials", "children's social care"),
    (r"midwi\w+|maternity|antenatal", "midwife maternity services midwives"), (r"conference|icpc", "child protection conference"), (r"invit(?:e|ed|es|ation)", "invited invitations conference"),
    (r"sign(?:ed)? ?off|approv\w+|authoris\w+", "authorise approve"), (r"kit|tools?|toolkits?|forms?", "tool assessment tool form"), (r"trio|toxic trio|three together", "domestic abuse mental health substance misuse"),
    (r"best mate|mate|friend", "friend"), (r"who lives|living there|lodgers?|household", "household composition"), (r"left alone|on (?:his|her|their) own|unsupervised", "unsupervised unattended supervision"),
)  # fmt: skip
_LAY_PATTERNS = tuple((re.compile(rf"\b(?:{typed})\b", re.IGNORECASE), printed) for typed, printed in _LAY)
_BY_EXPANSION = tuple(
    (re.compile(rf"\b{re.escape(words)}\b", re.IGNORECASE), acronym)
    for acronym, words in ACRONYMS.items()
    if " " in words
)
_WORD = re.compile(r"[A-Za-z][A-Za-z0-9]+")
# Acronyms that are also ordinary words are read only in capitals.
_ALSO_WORDS = frozenset({"SO", "RR", "ED", "ICON", "SMART", "DASH", "TAC", "PP", "ADD", "MET", "DO", "LD", "EH", "CAF"})


def expand(question: str) -> str:
    """Return further words to search for: acronyms written out, terms as acronyms, lay words as reviews print them."""
    found: list[str] = []
    for word in _WORD.findall(question):
        known = ACRONYMS.get(word.upper().removesuffix("S") if word.upper() not in ACRONYMS else word.upper())
        if known and (word.isupper() or word.upper() not in _ALSO_WORDS):
            found.append(known)
    found += [acronym for pattern, acronym in _BY_EXPANSION if pattern.search(question)]
    found += [printed for pattern, printed in _LAY_PATTERNS if pattern.search(question)]
    return " ".join(dict.fromkeys(found))
