"""Questions that documents must not answer: told from the words alone, before any index or model is touched."""

import re
from dataclasses import dataclass

from assistant.answer import Status
from prompts.render import render

# A case in front of the asker: theirs, and now.
_MINE = re.compile(
    r"\b(?:(?:^|, )(?:got|have) an? |i(?:'ve| have|'m| am)? (?:got|just|currently|now|here with|with|seeing|visiting|working with|looking at|holding)\b|my (?:client|case|caseload|pupil|student|patient|class|family|neighbour|nephew|niece|grand\w+"
    r"|son|daughter|child|kid|friend|service user|tenant|sister|brother|partner|husband|wife|ex)\b|(?:a|the|this) (?:child|boy|girl|pupil|mum|mother|dad|father|parent|baby|family|young person|lad|kid)\b.{0,40}\b(?:in|at|to) (?:my|our|the) (?:class|school|clinic|surgery|ward|nursery|office|reception|door)"
    r"|(?:has |have )?just (?:told|said|disclosed|rang|phoned|called|weighed|seen|saw|come|came|arrived|turned up|walked|noticed|found|had)|(?:in front of|here with|sitting with|on the phone (?:to|with)) me|told me\b|(?:disclosed|said) to me|we(?:'ve| have) (?:got|just)|i(?:'m| am) (?:worried|concerned|scared|frightened))",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:right now|now|today|tonight|this (?:morning|afternoon|evening|week)|last night|yesterday|at the moment|immediately|urgent(?:ly)?|as we speak|in an hour|before (?:he|she|they|the)|tomorrow|on monday|o'?clock|home time|quarter past)\b",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\b(?:hit(?:s|ting)?|hurt(?:s|ing)?|beat(?:s|en|ing)?|punch\w*|kick(?:ed|ing)|slap\w*|burn(?:t|ed|s)?|scald\w*|bruis\w*|swollen|swelling|fractur\w*|broken|bleeding|injur\w*|marks? on|bite marks?|abus\w*|molest\w*|touch(?:ed|es|ing) (?:him|her|them|me)|violen\w*|rap(?:e|ed|ing)|sexual\w*"
    r"|scared|frightened|terrified|afraid|unsafe|not safe|in danger|at risk|threaten\w*|strangl\w*|chok\w*|suicid\w*|kill|overdose|(?:taken|took|swallowed) (?:\w+ )?(?:tablets|pills|paracetamol)|(?:saying|said) goodbye|self-?harm\w*|cut(?:ting)? (?:him|her|them|my)sel\w+|knife|missing|run away|ran away|home alone|left alone|unconscious|not breathing|drunk|neglect\w*|starv\w*|shak(?:en|ing) (?:the|her|his|a) baby)\b",
    re.IGNORECASE,
)
_DECISION = re.compile(
    r"\b(?:what (?:do|should|can|shall|must) (?:i|we) do|what now|can (?:it|this|i) wait|should (?:i|we) (?:call|ring|phone|report|refer|close|remove|tell|ask|keep|let|send|go|visit|wait|escalate|step|share|contact|inform|speak)|do (?:i|we) (?:really |actually |still )?(?:need|have) to (?:report|refer|call|ring|tell|make|do|act)"
    r"|is (?:it|this) (?:safe|ok|okay|threshold|a safeguarding|section 47|s47|abuse|neglect|enough|serious)|is it safe to|does (?:it|this) meet (?:the )?threshold|what level is|am i right to|help me|please help|who (?:do|should) i (?:call|ring|tell|contact))\b",
    re.IGNORECASE,
)
_JUDGEMENT = re.compile(
    r"\b(?:(?:should|can|could|do) (?:i|we) (?:now )?|(?:is it|would it be) (?:safe|ok|okay|right|fine) (?:for (?:me|us) )?to )(?:close|step down|end|shut|nfa)\b.{0,20}\b(?:my|this|our) (?:case|family|child|plan)"
    r"|\b(?:what|which) (?:level|threshold) is (?:this|my|our)|\bis this (?:one )?(?:a )?(?:threshold|section 47|s47)\b",
    re.IGNORECASE,
)
_LEARNING = re.compile(
    r"\b(?:any learning|learning (?:on|about|from|around)|what (?:do|does|did|have|has) (?:the |our |any |other )?reviews?|(?:do|does|did|has|have|which|any) (?:the |our |any )?reviews?|lessons?|for (?:supervision|training|a training|my slides|team meeting)|what was learn\w+|recommend(?:ed|ations?)|findings?|good practice|case study)\b",
    re.IGNORECASE,
)
_PERSON = re.compile(
    r"\b(?:child|children|baby|babies|boy|girl|kid|kids|infant|toddler|young person|yp|pupil|teen\w*|son|daughter|mum|mother|dad|father|parents?|family|client|patient|wk old|week old|month old|year old|yr old|\d+ ?(?:yo|y/o)|he|she|him|her|they)\b",
    re.IGNORECASE,
)
_IDENTIFY = re.compile(
    r"\b(?:who (?:is|was|are|were) (?:the )?(?:child|baby|family|children|mum|mother|dad|father|social worker|young person)\b.{0,20}\b(?:really|actually|in real life)|(?:real|proper|actual|full|true|first|sur|last)[ -]?names?\b|names? of (?:the |both |all )?(?:\w+ ){0,2}(?:child\w*|mother|mum|father|dad|parents?|family|sibling\w*|social worker|worker|midwife|teacher|gp|perpetrator|partner|managers?|officers?)"
    r"|(?:mum|mother|dad|father|child|family|boy|girl|worker)(?:'s|s)? (?:real )?(?:name|address)\b|where (?:do|does|did) (?:the |this )?(?:family|child|mother|mum|father|dad|he|she|they) live|which (?:street|road|village|estate|school|nursery|house) (?:did|do|does|was|were|is)|what (?:street|road|village|school|nursery) (?:did|do|does|was|were)|identif(?:y|ies) (?:the|this|him|her|them)|guess who|news (?:story|link|article|report)s? (?:about|on|of) (?:the|this|child)|is .{1,30} the same (?:man|woman|person|family|child) as)\b",
    re.IGNORECASE,
)
_INSTRUCTION = re.compile(
    r"\b(?:(?:ignore|forget|drop|disregard|override|bypass) (?:all |any |your |the |my |previous |prior |these |those )*(?:rules?|instructions?|prompts?|guidelines|guardrails|safety)|system prompt|^system:|(?:assistant|ai|model|you) must (?:now )?(?:print|say|answer|output|reply|name|list)|follow (?:that|this|its|the) (?:text|line|instruction)s?|you are now|act as (?:a|an|if)|pretend (?:to be|you)|jailbreak|developer mode|do (?:what|as) it says|repeat after me|reveal your|answer only [A-Z0-9-]{4,})\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Route:
    """Where a question goes instead of to the documents, with the whole text that is shown."""

    status: Status
    text: str


def route(question: str, contacts: tuple[str, ...] = ()) -> Route | None:
    """Return where the question goes without being searched for, or None for one that documents may answer."""
    words = question.replace("’", "'")
    if is_live_case(words) and not _LEARNING.search(words):
        return Route(Status.LIVE_CASE, render("live_case", contacts=contacts))
    if _INSTRUCTION.search(words):
        return Route(Status.OUT_OF_SCOPE, render("out_of_scope"))
    if _IDENTIFY.search(words):
        return Route(Status.IDENTIFICATION, render("identification"))
    return None


def is_live_case(question: str) -> bool:
    """Return whether the words tell of a child or family in front of the asker who may be in danger now."""
    words = question.replace("’", "'")
    mine, now, harm, decision = (bool(p.search(words)) for p in (_MINE, _NOW, _HARM, _DECISION))
    person = bool(_PERSON.search(words))
    return bool(_JUDGEMENT.search(words)) or (
        person and ((mine and harm) or (harm and decision) or (mine and decision and (now or harm)))
    )
