"""Questions that documents must not answer: told from the words alone, before any index or model is touched.

A child missed here costs more than a question for learning that is sent to 999 first, so doubt goes to danger.
"""

import re
from dataclasses import dataclass

from assistant.answer import Status
from prompts.render import render


def _any(*alternatives: str) -> re.Pattern[str]:
    """Return a pattern of whole words that finds any of the alternatives."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


# Contractions are written out, so that "I've", "ive" and "I have" are one wording to every pattern below.
_SPELLED_OUT = [
    (re.compile(pattern, re.IGNORECASE), spelled)
    for pattern, spelled in (
        (r"[’‘`´]", "'"),
        (r"\bcan'?t\b|\bcannot\b", "can not"),
        (r"\bwon'?t\b|\bwont\b", "will not"),
        (r"\b(is|does|do|did|has|have|was|were|are|could|should|would)n'?t\b", r"\1 not"),
        (r"\b(i|we|they|you)'?ve\b", r"\1 have"),
        (r"\bi'?m\b", "i am"),
        (r"\b(we|they|you)'re\b", r"\1 are"),
        (r"\btheyre\b", "they are"),
        (r"^were (?=worried|concerned|really|seeing|visiting|working|with)", "we are "),
        (r"\b(he|she|it|there|what|that|who)'?s\b", r"\1 is"),
        (r"\b(he|she|they|who|i)'ll\b", r"\1 will"),
        (r"\b(he|they)'?d\b|\b(she|we|i)'d\b", r"\1\2 would"),
        (
            r"\b(mum|dad|baby|child|parent|partner|ex)'?s (?=just|out|scream|threat|going|been|not|still|taken)",
            r"\1 is ",
        ),
        (r"(\w)'(?=\w)", r"\1"),
        (r"\b(\d+) ?(?:yo|y/o|yrs? ?old)\b", r"\1 year old"),
        (r"\b(\d+) ?(?:wks?|weeks?)[ /]?(?:o|old)\b", r"\1 week old"),
        (r"\b(\d+) ?(?:mths?|mo)[ /]?(?:o|old)\b", r"\1 month old"),
        (r"\b(?-i:w)(?:/|\b) ?(?=(?:an?|no|her|his|mum|dad|bruis\w*|burns?|marks)\b)", "with "),
        (r"[\s_-]+", " "),
    )
]

_KIN = (
    r"(?:step ?|foster ?|great ?)?(?:mums?|mom|mother|dads?|daddy|father|son|daughter|child|parents?)|gran|nan|grand\w+"
    r"|brother|sister|uncle|aunt\w*|cousin|nephew|niece|partner|husband|wife|ex|boyfriend"
)
_YOUNG = (
    r"child|children|baby|babies|newborn|infant|toddlers?|twins?|boys?|girls?|lads?|kids?|pupils?|students?|teen\w*|yp"
    r"|young (?:person|people|lad|girl)|little (?:ones?|boy|girl)|week old|month old|day old|year old"
)
_WHO = (
    rf"{_YOUNG}|{_KIN}|family|clients?|patients?|someone|nobody|(?:wo)?m[ae]n|colleague|staff member|grandchild"
    r"|he|she|him|her|they|them"
)
# Anybody the words may be about; without a person there is no case.
_PERSON = _any(_WHO, r"me", r"house", r"myself")

# The asker's own work or home: who it is about stands beside "my", "I have a …" or "told me".
_MINE = _any(
    rf"(?:my|our) (?:\w+ )?(?:client|case|caseload|pupil|student|patient|class|family|neighbour|friend|tenant"
    rf"|service user|{_KIN}"
    r"|baby|kids?|boy|girl|young person)s?(?! (?:study|studies|reviews?|mapping|support|hub|centres?|groups?"
    r"|work\w*|loads?|notes|record\w*))",
    r"(?:one|two|some|\d) of (?:my|our) (?!reviews|slides|recommendations|findings)\w+",
    r"(?:on|in|at|to|outside|into) (?:my|our|the) (?:class|school|clinic|surgery|ward|nursery|office|reception"
    r"|door|setting"
    r"|unit|hostel|refuge|caseload|road|street|flat)(?: \w+)? (?:has|have|is|says|will not|with|just|now|today)",
    r"(?:on|in) my (?:class|clinic|surgery|ward|nursery|office|setting|caseload)",
    r"(?:here|sat|sitting|on the phone) (?:with|to) (?:me|us|him|her|them)|in front of (?:me|us)",
    r"(?:told|tells|asked|sent|showed|rang|phoned|texted|disclosed to|said to|confided in) (?:me|us|our \w+)",
    r"(?:have|got|seeing|visiting|weighed|saw|seen|found|holding|working with)(?: (?:got|just|here))? (?:an?"
    r"|this|two|three|twins)"
    rf"(?: (?!on|about|for|from|of|in|at|to|with|training|review|session|the)\w+){{0,4}}? (?:{_YOUNG}|family"
    rf"|mum|dad|mother|father|client)",
    rf"got twins|a (?:{_YOUNG}|mum|dad|family)(?: here| in clinic| in a&e)",
    r"i can hear|i am (?:stood|standing|in the house|with)|i (?:think|am worried|am concerned"
    r"|suspect)(?: that)? (?:an?|my|this|she|he)",
    r"i have (?:just had|been told by)|let me see|i am (?:here|outside|on a visit)|being made to"
    r"|my school(?= and)|an? \w+ i work with",
    r"i (?:found|saw|noticed|heard|witnessed) (?!(?:\w+ )?(?:reviews?|reports?|briefings?|newsletters?"
    r"|documents?))\w+",
)
# A happening of today, not one that a review looks back on.
_NOW = _any(
    r"right now|today|todays|tonight|this (?:morning|afternoon|evening|weekend)|last night|since yesterday"
    r"|at the moment",
    r"immediately|urgent(?:ly)?|as we speak|in an hour|tomorrow|(?:on |ti?ll? |until )?(?:monday|friday)|oclock"
    r"|home time",
    r"quarter past|ambulance (?:is )?(?:not here|coming|on)|(?:has|have|is) just|just (?:told|said|disclosed"
    r"|rang|weighed)|still (?:not|outside|here)",
)
# Threats to life and violence under way, in the present: enough alone unless the question looks back.
_TO_LIFE = _any(
    r"(?:not|stopped|stops) breathing|(?:can not|struggling to) breathe|(?:gone|going) (?:blue|floppy|limp"
    r"|stiff)|turn(?:ed|ing) blue",
    r"uncon[sc]+ious(?! bias)|unresponsive|(?:will|does|do|can) not wake(?: up)?|having a (?:fit|seizure)"
    r"|bleeding (?:heavily|badly|out)",
    r"(?:has|have|got|holding|with|up with) an? (?:\w+ )?(?:knife|gun|machete|weapon|blade|axe|hammer)",
    r"(?:going|want|wants|wanted|wanting|threatens|threatening|threatened|trying|planning|about) to (?:\w+ ){0,2}?"
    r"(?:kill|stab|shoot|drown|smother|strangle|jump|die|end (?:it|(?:it all|her|his|my|their) li(?:fe|ves)))",
    r"(?:will|gonna|would) (?:\w+ )?(?:kill|stab|shoot|drown|smother|strangle)",
    r"taken (?:\w+ ){0,2}(?:tablets|pills|paracetamol|overdose|insulin)|(?:drank|drunk|swallowed|ate) (?:her"
    r"|his|the|my|a|some)",
    r"(?:saying|said|texted|says) goodbye|suicid\w+ note|i do not want to (?:live|be alive)|kill (?:my|her|him"
    r"|them)sel\w+",
    r"(?:is|are|being|someone|was just) (?:\w+ )?(?:strangl|chok|stabb|attack|batter|beat|hitt|punch|kick"
    r"|smash)(?:ing|ed|en)",
    r"(?:smash|kick|bang|break)ing (?:\w+ ){0,2}(?:door|windows?)|hear (?:\w+ ){0,5}(?:hitting|hit|scream\w*"
    r"|crying|beg\w*)",
    r"(?:child|baby|kids|girl|boy|mum) screaming|limp|lifeless|on (?:the|a) (?:bridge|ledge|roof|train tracks"
    r"|car park roof)",
    r"(?:has|is|have) (?:taken|snatched|abducted|run off with) (?:the|her|his|my) (?:baby|kids|children|child"
    r"|son|daughter)(?! into| to)",
)
# Injury, assault, abuse told of, or a child not safe where they are.
_HARM = _any(
    r"hits?|hitting|hurt(?:s|ing)?|beat(?:s|en|ing)?|punch\w*|kick(?:s|ed|ing)|slap\w*|smack\w*",
    r"burn(?:t|s|ed|ing)?|scald\w*|bru(?:is|s[ei])\w*|black eye|swollen|swelling|fractur\w*|broken|injur\w*",
    r"bleeding|(?:bite|belt) ?marks?|marks on|abus\w+|molest\w*|touch(?:ed|es|ing) (?:him|her|them|me|us)|touches",
    r"rap(?:e|ed|es|ing)|sexual\w*|have sex|nudes|groom\w*|scared|frightened|terrified|afraid|unsafe|in danger",
    r"threaten\w*|strangl\w*|chok\w*|suicid\w*|kill|overdose\w*|knife|stab|self ?harm\w*",
    r"cut(?:ting|s)? (?:him|her|them|my)sel\w+|missing|r[au]n away|(?:home|left|wandering) alone|wandering",
    r"no adults|drunk|drugged|starv\w*|not been (?:fed|seen)|hungry|shak(?:en|ing|es)|shook|carry drugs",
    r"get married|(?:will not|refus\w+ to) (?:open the door|let)|di?sc?losed|disclosure|poison\w*|drown\w*",
)
# Lasting worry: a live case when somebody asks what to do, but also what practitioners bring to learning.
_CONCERN = _any(
    r"neglect\w*|at risk|violen\w+|(?:out of|released from) prison|filthy|crying|drink(?:s|ing)|drugs|relaps\w*"
    r"|worried|concerned"
)
# A child, or the person hurt, is asking.
_HURT_ASKER = _any(
    r"(?:hits?|hurts?|beats?|touch(?:es|ed|ing)?|rape[sd]?|burns?|kicks?|punche[sd]|slaps?|smacks?"
    r"|strangled) (?:me|us)",
    r"i (?:want to die|have (?:run away|taken (?:an? )?(?:tablets|pills|overdose|lots))|do not feel safe"
    r"|am (?:not safe|being (?:hit|hurt|abused)))",
    r"i am (?:\w+ )?(?:scared|frightened|afraid) (?:to go|of going|of my|at) ?\w*|feeds us|comes in my room"
    r"|kill (?:me|us|myself)",
    r"^(?:please |pls )?help(?: me)?[.! ]*$",
)
_ONE = (
    rf"(?:child|baby|newborn|infant|toddler|boy|girl|lad|kid|pupil|student|teen|teenager|yp|young person"
    rf"|(?:week|month|day|year) old|year \d+|(?:wo)?man|client|patient|{_KIN})"
)
_CLAUSE = r"(?:^|[.,;:!?] ?|\b(?:and|because|as|but|think|suspect|there is|please|pls|help|hi|worried|so) )"
_NOT_ASKED = (
    r"(?!what|whats|why|who|whose|when|where|which|how|any|anything|is|are|was|were|did|do|does|has|have|had|if"
    r"|can|could|should|would|list|give|tell|show|in the|case|for)"
)
# "A pupil has disclosed …", "kids have been left": somebody is told of as they are now, not asked about.
_TOLD = re.compile(
    rf"{_CLAUSE}{_NOT_ASKED}(?:(?:an?|the|this|that|new|one|two|\d+|year|class|foster|lac|reception|nursery"
    rf"|little|all|my|our) )*(?:\w+ )?"
    rf"(?:{_WHO}|year \d+|mothers? ex)(?: (?!did|what|which|why|when|was|were|had|findings|reviews?|who|whose"
    rf"|where|to|protection)[\w&]+){{0,6}}? "
    r"(?:has|have|is|are|says|say|said|keeps|told|tells|wants|disclosed|will|can not|does not|do not|just|being"
    r"|came|rang|phoned|texted"
    r"|showed|wrote|put|took|left|locks?|grabbed|refus(?:es|ed|ing)|brought (?:in|to a&e|to hospital)|caught"
    r"|using|asked|flinch\w+|films|touches|hits|hurts|drinks|threaten\w+)\b",
    re.IGNORECASE,
)
# "2 yr old with three fractures", "teen in A&E": one person and where they are, told in note form.
_NOTED = re.compile(
    rf"{_CLAUSE}{_NOT_ASKED}(?:[\w]+ ){{0,4}}?{_ONE} (?:[\w&]+ ){{0,3}}?(?:with|at|on|in|outside|home)\b",
    re.IGNORECASE,
)
_QUESTION = r"what|whats|why|who|whose|when|where|which|how|any|anything"
# The words start as a question or an order to look something up.
_ASKED = re.compile(
    rf"^(?:{_QUESTION}|is|are|was|were|did|do|does|has|have|list|give|tell|show|compare|summar\w+)", re.IGNORECASE
)
# Six words or more about one person that ask for nothing, which a search for documents would.
_PLAIN_STATEMENT = re.compile(
    rf"^(?!.*(?:\b(?:{_QUESTION}|need|want|looking for|list|compare|did|was|were)\b|\?))"
    rf"(?=(?:\S+ ){{5}})(?=.*\b(?!parents){_ONE}\b)",
    re.IGNORECASE,
)
_FIRST_PERSON = _any(r"i|me|us|we|my")  # the asker is in the story
# What the asker is to do next.
_WHAT_TO_DO = _any(
    r"what (?:do|should|can|shall|must) (?:i|we) (?:do|say)|wot do i do|what now|can (?:it|this|i|we) (?:wait"
    r"|\w+ (?:him|her|them|home))",
    r"should (?:i|we) (?:call|ring|phone|report|refer|remove|tell|keep|let|send|go|visit|wait|escalate|share"
    r"|contact|inform|speak|worry|be worried|challenge|intervene|agree)",
    r"do (?:i|we) (?:\w+ )?(?:need|have) to (?:report|refer|call|ring|tell|act)|have to refer|how do i report"
    r"|help me|please help",
    r"(?:who|whos|who is) (?:do|should|can|the right person) (?:i|we|to) (?:call|ring|tell|contact|speak"
    r"|report)|am i right to|is it (?:safe|ok|okay) to",
    r"can (?:i|we) (?:share|tell|leave|keep|ring)|need (?:\w+ )?consent to refer|do (?:i|we) (?:take|refer|send"
    r"|keep|let|agree|need an? (?:medical|strategy|section))|how can i (?:make|stop|get|help)",
)
_OWN = (
    r"(?:(?:my|this|our|the|his|her|their|that) (?:\w+ )?(?:case|family|child|children|kids|plan|baby)"
    r"|this one|him|her|them|this|dad|mum)"
)
# A decision or a threshold that is sought on one case: never given, whatever else is asked.
_JUDGEMENT = _any(
    r"(?:should|can|could|shall|do|would|may) (?:i|we|you) (?:now |just )?(?:close|step down|step|end|nfa"
    rf"|remove|return|discharge|de ?escalate) (?:down )?(?:on )?{_OWN}",
    rf"(?:should|can) (?:i|we) (?:let|allow|send|leave|keep) {_OWN}",
    rf"(?:is it |would it be |ok |okay |safe )?(?:safe|ok|okay|right|fine) (?:for (?:me|us) )?to (?:close"
    rf"|step down|end|nfa|return|send|leave) (?:down )?{_OWN}",
    r"(?:what|which) (?:level|threshold|tier) (?:is|are|does) (?:this|my|our|it|he|she|they)",
    r"(?:what is|whats) the threshold for (?:my|our|this)",
    r"is (?:this|that)(?: one)? (?:an? )?(?:\w+ (?=abuse))?(?:threshold|section 47|s ?47|significant harm|neglect|abuse"
    r"|safeguarding|child protection)(?! (?:\w+ ){0,2}reviews?)",
    r"(?:does|do|would) (?:this|it|he|she|they|that|my \w+|our \w+) (?:meet|reach|hit) (?:the )?threshold\w*",
    r"(?:do you think|would you (?:say|call)) (?:this|it|he|she|that|the child|i should)|would you (?:convene"
    r"|escalate|refer|remove|close)",
    rf"is (?:he|she|it|this (?:{_YOUNG})) safe (?:to|with|at|there|here)",
    rf"(?:should|would|could|does) (?:this|it|he|she|they|{_OWN}) (?:be|go to|go|stay|come|count"
    rf"|need)(?: \w+){{0,3}}? (?:conference|strategy|cin|cp|child protection"
    r"|child in need|mash|s ?47|section|significant harm|early help)",
    r"am i right to|shall i (?:take|close|refer|step|ring|call)",
    r"should (?:i|we) apply for (?:an? )?\w+(?= order|,)|what (?:would you (?:score|rate)"
    r"|(?:threshold|level) (?:would|should|does) an?)",
)
# Reviews or learning are asked for by name. "Recommended" alone names neither, nor does a review meeting.
_LEARNING = _any(
    r"learn(?:ing|t|ed)?|lessons?|briefings?|newsletter|scrs?|l?cspr|dhr|serious case|case (?:mapping|study"
    r"|studies)|good practice",
    r"(?:for|my|an?|our) (?:\w+ )?(?:supervision|training|slides|team meeting|workshop|essay|audit)",
    r"reviews?(?! (?:conference|meeting|is on|on (?:monday|friday)|tomorrow|date))",
)
# The words look at a document or at practice in general, though nobody says "learning".
_ABOUT_PRACTICE = _any(
    r"findings|recommendations?|recommended|recs|actions|a theme|examples?|(?:something|stuff|info\w*|anything"
    r"|points|quiz|table|audit) (?:on|about|for)",
    r"(?:why|how|when|what) (?:do|does|should|can|could|must|might) (?!i\b|we\b|you\b)\w+",
    r"which (?:child|baby|case|family|report)",
)
# The question looks back: what was or was not done.
_LOOKING_BACK = re.compile(
    r"\b(?:what|why|who|when|where|which|how|whose)\b[^?.!]{0,60}?\b(?:did|was|were|had|happened|knew|turned)\b"
    r"|(?:^|[?.,;:!] ?|\b(?:and|but|so) )(?:did|was|were|had)\b|\b(?:should|could|would|might) (?:not )?have\b"
    r"|\bwho \w{3,}ed\b|\bwas not breathing\b|\bdid (?:any|the|mum|dad|school|police|social|staff|workers)\w*",
    re.IGNORECASE,
)
# One subject of a review: "Child X", "Baby Ivy", "Family W"; a lone small letter counts too, save "a" and "i".
_SUBJECT = re.compile(
    r"\b(?:[Cc]hild(?:ren)?|[Bb]aby|[Ff]amily|[Aa]dult|[Yy]oung [Pp]erson) (?:[b-hj-z]\d?\b|[A-Z][a-z]?\d?\b"
    r"|(?:One|Two|Three|Four|Five)\b|(?!Protection|Support|Social|Services|In|Has|Is)[A-Z][a-z]+ )"
)
# The family of a review, and those who worked with it.
_FAMILY = r"(?:mum|mother|dad|father|child|children|family|boy|girl|baby|parents?|siblings?|kids?|twins|brother|sister)"
_WORKERS = r"(?:social worker|worker|midwife|teacher|gp|managers?|officers?|perpetrator|partner|attackers?|nurse)"
# Who or where somebody in a review really is.
_IDENTIFY = _any(
    rf"who (?:is|was|are|were) (?:the )?(?:{_FAMILY}|{_WORKERS})\b.{{0,20}}\b(?:really|actually|in real life)",
    r"(?:real|proper|actual|true)[ -]?names?",
    r"(?:what (?:is|was|are|were)|tell me|give me|list|know) (?:\w+ ){0,3}(?:full|first|sur"
    r"|last)? ?names?(?= of (?:the )?(?:\w+ ){0,2}"
    rf"(?:{_FAMILY}|{_WORKERS}))",
    rf"what (?:is|was|are|were) (?:the )?(?:{_FAMILY}|{_WORKERS})s? (?:\w+ )?(?:name|address|called)"
    rf"|called, (?:his|her|their) (?:\w+ )?name",
    rf"where (?:do|does) (?:the |this |that )?(?:{_FAMILY}|he|she|they) live",
    rf"where did (?:the |this |that )?(?:{_FAMILY}|he|she|they) live(?= *[?.!]|$)",
    r"(?:which|what) (?:street|road|village|estate|house) (?:did|do|does|was|were|is)",
    rf"(?:which|what) (?:school|nursery) (?:did|do|does|was|were|is) (?:the |this |that )?(?:{_FAMILY}|he|she"
    rf"|they)(?: \w+)? (?:go|going|at|in|attend|attending)",
    rf"(?:can you|could you|please|help me|help us|to|me) identify (?:(?:the|this|these) (?:{_FAMILY}"
    rf"|{_WORKERS})|him|her|them|child)|guess who",
    r"news (?:story|stories|links?|articles?|reports?) (?:about|on|of) (?:the|this|child|baby|family)",
    r"is .{1,30} the same (?:man|woman|person|child) as",
)
_ORDER_START = r"(?:^|[.,;:!?'\"] ?|\b(?:please|also|now|then|and) )"
# An order to the assistant: at the start of a sentence, or said to it by name.
_INSTRUCTION = re.compile(
    rf"{_ORDER_START}(?:please )?(?:ignore|forget|drop|disregard|override|bypass) (?:(?:all|any|your|the|my|of"
    rf"|previous|prior|these|those) ){{0,4}}(?:rules?|instructions?|prompts?|guidelines|guardrails|safety)\b"
    rf"|{_ORDER_START}(?:you are now|act as (?:an?|if)|pretend (?:to be|you)|repeat after me|do (?:what"
    rf"|as) it says|follow (?:that|this|its|the) (?:text|line|instruction)s?)\b"
    r"|\bsystem prompt\b|^system:|\bjailbreak\b|\bdeveloper mode\b|\breveal your\b|\banswer only [A-Z0-9 -]{4,}"
    r"|\b(?:assistant|ai|you) must (?:now )?(?:print|say|answer|output|reply|name|list)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Route:
    """Where a question goes instead of to the documents, with the whole text that is shown."""

    status: Status
    text: str


def route(question: str, contacts: tuple[str, ...] = ()) -> Route | None:
    """Return where the question goes without being searched for, or None for one that documents may answer."""
    words = _spelled_out(question)
    if _is_urgent(words) or (_is_case(words) and not _LEARNING.search(words)):
        return Route(Status.LIVE_CASE, render("live_case", contacts=contacts))
    if _INSTRUCTION.search(words):
        return Route(Status.OUT_OF_SCOPE, render("out_of_scope"))
    if _IDENTIFY.search(words):
        return Route(Status.IDENTIFICATION, render("identification"))
    return None


def is_live_case(question: str) -> bool:
    """Return whether the words tell of a child or family in front of the asker, in danger now or being worked with."""
    words = _spelled_out(question)
    return _is_urgent(words) or _is_case(words)


def _spelled_out(question: str) -> str:
    words = question.strip()
    for pattern, spelled in _SPELLED_OUT:
        words = pattern.sub(spelled, words)
    return words


def _is_urgent(words: str) -> bool:
    """Return whether 999 comes before any learning: danger, a disclosure, or a decision sought on a case."""
    if _JUDGEMENT.search(words):
        return True
    looks_back = bool(_LOOKING_BACK.search(words) or _SUBJECT.search(words) or _ABOUT_PRACTICE.search(words))
    studied = looks_back or bool(_LEARNING.search(words))
    return _is_danger(words, looks_back, studied) or (not studied and _is_told_as_now(words))


def _is_danger(words: str, looks_back: bool, studied: bool) -> bool:
    """Return whether harm is told of in the present; asking for learning beside it does not make it less."""
    mine = bool(_MINE.search(words))
    told = not looks_back and bool(_TOLD.search(words) or _NOTED.search(words))
    if _HURT_ASKER.search(words) or _TO_LIFE.search(words):
        return mine or told or not studied or bool(_NOW.search(words))
    return bool(_HARM.search(words)) and (mine or told)


def _is_told_as_now(words: str) -> bool:
    """Return whether words that ask for no learning are about a case: the asker's, or somebody told of as they are."""
    if _MINE.search(words):
        return True
    now, harm = bool(_NOW.search(words)), bool(_HARM.search(words))
    if not (harm or _PERSON.search(words)):
        return False
    stated = (
        _TOLD.search(words) or _PLAIN_STATEMENT.search(words) or (now and _NOTED.search(words))
    ) and not _ASKED.search(words)
    return bool(stated or _WHAT_TO_DO.search(words)) or (harm and (now or bool(_FIRST_PERSON.search(words))))


def _is_case(words: str) -> bool:
    """Return whether a case of the asker's is mentioned: lasting worry, or somebody who may soon be in danger."""
    soon = bool(_NOW.search(words) and _TOLD.search(words))
    return bool(_CONCERN.search(words) and _PERSON.search(words)) and (soon or bool(_MINE.search(words)))
