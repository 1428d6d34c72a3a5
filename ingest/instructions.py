"""Words in a document that speak to a program that reads it. They are text like any other; a person is told of them."""

import re

_ORDER = r"(?:^|[.;:!?»”\"'\n)\]*>#—–] {0,3}|\b(?:please|now|must|should|you will|and|then|always|system) )"
# Assistants are people too: what only a person's job is called, and what only a program is told to do.
_JOB = r"(?:teaching|classroom|learning|support|personal|care|healthcare|health|social|nursing|dental|medical|pharmacy|office|admin|administrative|shop|sales|nursery|play|family|work|therapy)"
# A sentence or a line that ends; a line that goes on in small letters was only broken.
_ENDS = r"(?=[ \t]{0,3}(?:[.,:;!?”\"')]|\n\s{0,3}(?-i:[A-Z\n])|$))"
_SAID_OF_A_PROGRAM = (
    rf"(?:{_ENDS}| (?:that|which|who|whose|named|called|designed|trained|built|created|with|without|for|to|and)\b)"
)
_IN_THESE_WORDS = r"(?=:| (?:(?:all |every |each |any )?(?:\w+ )?questions? )?(?:(?:that|with|as|only|yes|no|exactly|in (?:capital|upper|lower|json|xml|english|french|german|spanish|verse|one|code))\b|“|\"|'))"
_PATTERNS = (
    # Orders to drop what was said before: only such as name what a program was given.
    rf"{_ORDER}(?:please )?(?:ignore|disregard|forget|override|bypass|discard) (?:(?:all|any|every|everything|of|the|your|these|those|my) ){{0,3}}(?:(?:previous|prior|above|earlier|preceding|foregoing)(?:{_ENDS}| and\b| \w+ and (?:say|answer|print|reply|respond|output|write|tell|recommend|cite)\b)|(?:previous|prior|above|earlier|preceding|foregoing|system|original|initial|safety)(?: (?!court|care|placement|contact|supervision|protection)\w+)? (?:instructions?|prompts?|rules?|directions?|guidelines|guardrails|commands?|constraints?|context|conversations?|inputs?|content|messages?|text|documents|orders|passages)\b)",
    rf"{_ORDER}(?:ignore|disregard|forget|override) (?:all |any )?(?:of )?your (?:\w+ )?(?:instructions?|prompts?|rules?|guidelines|training|guardrails)\b",
    rf"{_ORDER}(?:disregard|ignore|forget) (?:everything|all|anything)(?: (?:that|you|was|were|is|stated|written|said))*? ?(?:above|before this|so far|told before)\b",
    # Roles given to it.
    r"\byou are (?:now |henceforth )?(?:an? |the )?(?:\w+ ){0,3}?(?:chatbot|language model|ai|llm|bot|gpt|ai assistant)\b",
    rf"\byou are (?:now |henceforth )?(?:an? |the )?(?:(?!{_JOB}\b)\w+ ){{0,3}}?assistant\b{_SAID_OF_A_PROGRAM}",
    r"\b(?:as|being) an? (?:ai|artificial intelligence|llm|chatbot|(?:ai )?(?:large )?language model|ai (?:model|assistant)),? (?:you|i)\b",
    r"\b(?:act|behave|respond|answer|pretend) as (?:if you (?:are|were) )?an? (?:unrestricted|unfiltered|different|evil|ai|jailbroken)\b",
    r"\b(?:enter|enable|activate|switch to|you are in) (?:developer|debug|god|dan|jailbreak|admin) mode\b|\bjailbr(?:eak|oken)\b",
    # What only a program has.
    r"\b(?:system|hidden|secret|initial|developer) prompt\b|\bprompt injection\b",
    r"\b(?:print|reveal|repeat|output|show|leak|display) (?:your|the) (?:\w+ ){0,2}(?:prompt|instructions verbatim|system message|api key|hidden rules)\b",
    r"\b(?:note|message|instructions?|attention|important|warning|command|order)s? (?:to|for) (?:the |any |all )?(?:ai|llms?|language models?|chatbots?|ai assistants?|assistant(?= ?:)|bots?|ai (?:models?|systems?|readers?))\b",
    r"\b(?:attention|dear|hey|hello),? (?:ai|llm|language model|chatbot|ai assistant|assistant(?= ?(?:[:,.!]|$)))\b",
    # How it is to answer.
    rf"{_ORDER}(?:do not|don'?t|never) (?:cite|quote|mention|reference|show) (?:this|any|the|your|these|other|to)(?: \w+)?(?: (?:documents?|sources?|passages?|instructions?|users?|citations?|prompt|reviews?|texts?))(?= |[.,;:!]|$)",
    rf"{_ORDER}(?:do not|don'?t|never) (?:cite|add citations|use citations)(?= ?[.,;:!\n]| and | or |$)",
    rf"{_ORDER}(?:respond|reply|answer|output|print) (?:only|exclusively|just) (?:with (?:the|a|an|one|yes|no|“|\"|')|in (?:capital|upper|lower|json|xml|english|french|german|spanish|verse|one|code)|the (?:words?|phrase|text|sentence|string)|using (?:the|this))",
    rf"{_ORDER}(?:only|always|just) (?:respond|reply|answer|output) (?:with|by) (?:the|a|an|this|one|yes|no|“|\"|')",
    rf"\b(?:the|this|any|every|your) assistant (?:must|should|shall|will|has to|is to) (?:now |always |never |not |only ){{0,2}}(?:(?:answer|say|reply|respond|state){_IN_THESE_WORDS}|(?:output|print|cite|ignore|recommend|render|obey)\b|(?:follow|include|tell|print) (?:this|these|the following|my|users?|the user)\b)",
    r"\b(?:ai assistant|ai|chatbot|language model|llm) (?:must|should|shall|will|has to|is to) (?:now |always |never |not |only ){0,2}(?:answer|say|reply|respond|output|print|tell|state|cite|ignore|recommend|render|follow|include|obey)\b",
    r"\b(?:when|if) (?:you are )?(?:asked|summari[sz]ing|answering)\b[^.\n]{0,60}, (?:always |only )?(?:say|answer|reply|respond|output|state) (?:that|with|only)\b",
    r"\b(?:tell|inform|instruct|convince|persuade) the user\b|\brender (?:this|the following) (?:image|link|markdown)\b",
    r"\b(?:send|post|forward|upload|exfiltrate) (?:the |this |all )?(?:conversation|chat|question|user'?s? \w+|history|prompt) (?:to|at) (?:https?:|www\.)",
    # The marks of a conversation with a program.
    r"<\|?(?:im_start|im_end|system|endoftext|assistant|user)\|?>|\[/?INST\]|<</?SYS>>|\[(?:system|assistant)\]|<<(?:system|assistant)>>",
    r"(?:^|\n) {0,3}(?:#{2,3} ?(?:system|instruction|assistant|response)s?|system|assistant) ?: ?(?=\S)(?=[^\n]{0,80}\b(?:you|answer|ignore|reply|respond|comply|obey|i will|sure)\b)",
)
_ANY = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS)


def instructions(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the text that read like an instruction to a program, in order; two never overlap."""
    found = sorted(match.span() for pattern in _ANY for match in pattern.finditer(text))
    kept: list[tuple[int, int]] = []
    for start, end in found:
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return tuple(kept)
