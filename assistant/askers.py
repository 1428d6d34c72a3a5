"""Who brings a live case, since a practitioner, a child and a neighbour each need other words first."""

from enum import StrEnum

from assistant.people import KIN, any_of


class Asker(StrEnum):
    """Who asks, or what about. The value names the text that is shown: `prompts/<value>.jinja`."""

    CHILD = "live_case_child"
    OF_STAFF = "live_case_staff"
    THEMSELVES = "live_case_own"
    PUBLIC = "live_case_public"
    PRACTITIONER = "live_case"


_PARENTS = (
    r"(?:mums?|dads?|mother|father|step ?\w+|parents?|uncle|aunt\w*|grand\w+|brother|sister|cousin|foster \w+"
    r"|carers?|teacher|coach|(?:mum|dad)s (?:boy|girl)friend|(?:mum|dad)s partner)"
)
_HURTS = r"(?:hits?|hurts?|beats?|touch(?:es|ed)?|rape[sd]?|burns?|kicks?|punche[sd]|slaps?|smacks?|strangle[sd]|locks?|kill|hates)"
# Said by children of themselves.
CHILD = any_of(
    r"i am (?:only )?(?:[5-9]|1[0-7])(?: ?years? old| and)?(?! ?(?:years|weeks|months|days|minutes|mins|hours|%|of|cases))",
    r"i am in (?:year|primary|p|yr) ?\d+|i am a (?:kid|child|teenager|young carer|boy|girl)",
    rf"my {_PARENTS} (?:\w+ ){{0,4}}?{_HURTS} (?:me|us|my (?:mum|little \w+|brother|sister))",
    rf"(?:make|stop) my {_PARENTS}|{_HURTS} me (?:when|and says|if i tell)|(?:comes|came|gets) (?:in|into|in to) my (?:bed)?room",
    r"(?:scared|frightened|afraid) to go home|feeds? us|give me (?:any )?food|locks? me in|if i tell|(?:mum|dad) will not wake up"
    rf"|my {_PARENTS} says? if i|my little (?:brother|sister) (?:has not|is|can not|will not)"
    r"|my dad is drunk|hitting my (?:mum|dad)|i am being made to",
)
_STAFF = (
    r"(?:colleague|co ?worker|teacher|ta|teaching assistant|staff(?: members?)?|members? of staff|coach|foster (?:carers?|dad|mum|father"
    r"|mother)|carer|nursery (?:nurse|worker)|key ?worker|social worker|youth worker|priest|vicar|imam|scout leader|childminder|nanny"
    r"|tutor|taxi driver|escort|support worker|residential worker|volunteer|head ?teacher|dinner lady|police officer|manager|mentor)s?"
)
_CONDUCT = (
    r"(?:hit|hits|hitting|hurt\w*|grabb\w+|slapp\w+|smack\w+|push\w+|dragg\w+|restrain\w*|touch\w*|kiss\w*|groom\w*|messag\w+|texting|texted"
    r"|sexting|snapchatting|dming|sleeping with|having sex|in a relationship|flirt\w+|abus\w+|shout\w*|swear\w*|drunk|locked|lock(?:s|ing)|forc\w+|film\w+"
    r"|taking (?:photos|pictures)|alone with|giving \w+ (?:lifts|gifts|money)|inappropriate\w*|rough|pinn\w+|tickl\w+|(?:seen|found|caught|spotted|heard|overheard|filmed) \w+ing|bruis\w+|burn\w+)"
)
# Somebody who works with children is said to have harmed one, or to be too near to one.
OF_STAFF = any_of(
    rf"{_STAFF},? (?:who )?(?:(?:he|she|they|has|have|is|are|was|keeps|been|just|seen|may|might|allegedly|apparently|being|always|get|gets|getting) )*"
    rf"(?:\w+ly )?{_CONDUCT}",
    rf"(?:hurt|hit|abused|touched|groomed|bullied|assaulted|restrained|kissed|messaged|grabbed|raped|filmed|locked \w+) (?:\w+ )?by (?:his|her|their|an?|the"
    rf"|my|our|one of (?:the|our)) (?:\w+ )?{_STAFF}",
    rf"(?:allegations?|concerns?|complaints?|disclosures?|disclosed|worried|concerned|worries) (?:made )?(?:against|about) (?:an?|the|my|our|one of (?:the|our)|"
    rf"another) (?:\w+ )?{_STAFF}",
    r"lado",
)
_THREAT = r"(?:threaten(?:ed|s|ing)?|hit(?:s|ting)?|punch(?:ed|es)|attack(?:ed|s|ing)|assault(?:ed|s)|grabb(?:ed|ing)|follow(?:ed|s|ing)|stalk(?:ed|s|ing)|spat at|push(?:ed|es)|shov(?:ed|es)|beats?|strangle[sd]|rape[sd]|kick(?:ed|s)|hurt(?:s|ing)?)"
# The asker's own safety.
IN_DANGER = any_of(
    rf"{_THREAT} (?:at )?(?:me|my family|my kids|my children)(?! (?:to|for) )",
    r"i (?:do not|no longer|never) feel safe|i (?:feel|felt|am) (?:un|not )safe|i am being (?:stalked|followed|harassed|threatened|hit|hurt|abused|attacked|raped)",
    r"(?:will not|refus\w+ to) let me (?:leave|go|out)|i am (?:\w+ )?(?:scared|frightened|terrified|afraid) (?:of (?:him|her|my|the (?:dad|father|parents?))|he|for my)",
    r"(?:knows|found out|turned up at|been outside|came to) (?:where i live|my (?:house|home|address|car))|kill me",
    r"^(?:please )?help(?: me)?(?: please)?[.! ]*$|^i am (?:\w+ )?(?:scared|frightened|afraid)[.! ]*$",
)
# The asker's own distress, as those who work with harm know it.
DISTRESS = any_of(
    r"i (?:can not|could not) (?:cope|go on|sleep|eat|stop (?:crying|thinking|shaking)|do this (?:any ?more|job)|get (?:it|him|her|the \w+) out of my head)",
    r"i (?:have not|have hardly|hardly) (?:slept|sleep|eaten)|i (?:keep|am) (?:having|getting) (?:flash ?backs|nightmares|panic attacks)|i keep (?:crying|seeing (?:his|her) face)",
    r"i am (?:so |completely |totally )?(?:burnt out|burned out|at breaking point|traumati[sz]ed|falling apart|in bits|in pieces|suicidal|broken|at the end of my tether"
    r"|not (?:ok|okay|coping))|i feel (?:so )?(?:suicidal|hopeless|broken|numb|sick about|like giving up)|i blame myself|it is all my fault",
    r"(?:kill|harm|hurt|hang) myself|ending it all|end my (?:own )?life|i (?:want|wish) (?:to (?:die|be dead)|i was dead)|i do not want to (?:live|be (?:alive|here))",
)
# Neighbours, relatives, parents, friends, strangers: nobody who has a manager to tell.
_PUBLIC = any_of(
    rf"(?:mate|friend) told me|neighbours?|my (?:\w+ )?(?:friends?|mates?|ex|{KIN}|kids|children|grandchildren|lad|baby|boy|girl)s?(?! (?:on|in) my caseload)",
    r"next door|(?:flat|house|people|couple|family|man|woman) (?:above|upstairs|below|across|opposite)|upstairs|on (?:our|my) (?:street|road|estate)"
    r"|on the (?:bus|train)|in the (?:park|supermarket|shop)|at the (?:shops|bus stop)|in (?:our|a|the) car park|outside the shop",
    r"i am (?:a|an|the|his|her|their) (?:\w+ )?(?:neighbour|gran\w*|nan|parent|mum|mother|dad|father|aunt\w*|uncle|friend|member of the public|relative|lodger|landlord)",
    r"(?:at the )?(?:school )?gates?|a kid (?:on|at|in|from)|somebody i know|someone (?:sent|i know)",
)
# Words of somebody's work. "My mate is a midwife" brings a case of work too.
_AT_WORK = any_of(
    r"clients?|caseload|patients?|pupils?|(?:on|in) (?:my|our|the) (?:ward|clinic|class|unit|surgery|setting)|service users?|tenants?|residents?|my families"
    r"|our school|my school|breakfast club|our ta|(?:hv|gp|midwife|nurse|dsl|social worker|ta|youth worker|health visitor|teacher|paramedic|police(?:man|woman)?) (?:here|:)"
    r"|i am (?:a|an|the) (?:\w+ )?(?:hv|gp|midwife|nurse|dsl|social worker|ta|youth worker|health visitor|teacher|foster carer|manager|officer|head)"
    r"|i work|visit|referr?al|refer|s ?47|section 47|strategy|conference|core group|mash|cin|supervis\w+|staff|is a (?:midwife|nurse|teacher|social worker)"
    r"|my (?:\w+ )?(?:case|student|foster child|placement)",
)


def asker(words: str) -> Asker:
    """Return who brings a live case, from words that are spelled out; a practitioner where nothing says otherwise."""
    if CHILD.search(words) and not _AT_WORK.search(words):
        return Asker.CHILD
    if OF_STAFF.search(words):
        return Asker.OF_STAFF
    if IN_DANGER.search(words) or DISTRESS.search(words):
        return Asker.THEMSELVES
    if _PUBLIC.search(words) and not _AT_WORK.search(words):
        return Asker.PUBLIC
    return Asker.PRACTITIONER


def asks_for_oneself(words: str) -> bool:
    """Return whether the asker is in danger or in distress, whatever else is asked."""
    return bool(IN_DANGER.search(words) or DISTRESS.search(words))
