"""What is no question for review documents: orders to the assistant, other subjects, and work that it does not do."""

import re

from assistant.case_wordings import LEARNING, LOOKING_BACK, SUBJECT
from assistant.people import FAMILY, any_of

_ORDER_START = r"(?:^|[.,;:!?'\"] ?|\b(?:please|also|now|then|and) )"
# An order to the assistant: at the start of a sentence, or said to it by name.
INSTRUCTION = re.compile(
    rf"{_ORDER_START}(?:please )?(?:ignore|forget|drop|disregard|override|bypass) (?:(?:all|any|your|the|my|of"
    rf"|previous|prior|these|those) ){{0,4}}(?:rules?|instructions?|prompts?|guidelines|guardrails|safety)\b"
    rf"|{_ORDER_START}(?:you are now|act as (?:an?|if)|pretend (?:to be|you)|repeat after me|do (?:what"
    rf"|as) it says|follow (?:that|this|its|the) (?:text|line|instruction)s?)\b"
    r"|\bfrom now on,? (?:you |please |always |never |sign|answer|reply|say|blame|call|end|begin|start|refuse|tell|treat)"
    r"|\b(?:sign|end|begin|start|finish|prefix) (?:off )?(?:every|each|all|your|the) (?:\w+ )?(?:answers?|repl(?:y|ies)|messages?|sentences?)\b"
    r"|^(?:admin|developer|root|system|security) (?:override|mode|message|command|prompt)\b"
    r"|\bsystem prompt\b|^system:|\bjailbreak\b|\bdeveloper mode\b|\breveal your\b|\banswer only [A-Z0-9 -]{4,}"
    r"|\b(?:assistant|ai|you) must (?:now )?(?:print|say|answer|output|reply|name|list)\b",
    re.IGNORECASE,
)

# What is asked to be made. Reviews are quoted here, never turned into papers for a case, a court or a celebration.
_MADE = (
    r"(?:court|witness|police|section 7|s ?7|threshold|final|position) (?:statements?|reports?|documents?)|statements? for"
    r" (?:the )?court|affidavits?|care plans?|risk assessments?|(?:child and family|parenting|single) assessments?"
    r"|chronolog(?:y|ies) for|case notes?|case recordings?|referrals? (?:for|to|about|form)|references?|cover(?:ing)? letters?"
    r"|cvs?|job (?:applications?|adverts?)|appraisals?|e ?mails?|letters?|text messages?|(?<!key )(?<!main )(?<!learning )messages?|cards?|speech(?:es)?"
    r"|poems?|songs?|lyrics|raps?|haikus?|limericks?|jokes?|riddles?|stor(?:y|ies)|essays?|dissertations?|assignments?"
    r"|code|scripts?|programs?|functions?|formulas?|macros?|recipes?|menus?|tweets?|blog ?posts?|social media posts?"
    r"|complaints?|grievances?|resignations?|eulog(?:y|ies)"
)
_MAKE = re.compile(
    rf"(?:^|[.!?;:] ?|\b(?:(?:can|could|would|will) you|please|(?:i|we) (?:need|want|have)(?: you)? to|just|now) )(?:write|draft|compose|create|make up|make|generate|produce"
    rf"|help me (?:to )?(?:write|draft|with)|need help (?:with|writing|drafting)|do(?= (?:me|us|my|our)\b)) (?:me |us |up )?"
    rf"(?:an?|my|our|the|this|some|another|his|her|their)? ?(?:\w+ ){{0,3}}?(?:{_MADE})\b",
    re.IGNORECASE,
)
# Words of a review after which a letter or a statement is its subject: "the letter that the GP wrote".
_OF_A_REVIEW = any_of(
    r"(?:in|from|of|by) (?:the|this|that|these|any|our|all) (?:\w+ )?(?:reviews?|reports?|briefings?|newsletters?|documents?)",
    r"(?:reviews?|reports?|briefings?|newsletters?|documents?|findings|recommendations?) (?:say|said|says|found|find|recommend)",
)

# Subjects of working life and of the world, by the words that give them away. Each row is one subject.
_SUBJECTS = {
    "computers": r"passwords?|log(?:ged)? ?(?:in|on|out)(?: (?:to|of|again))?|locked out of (?:my|the|our)? ?(?:account|laptop|system"
    r"|e ?mail|computer|phone)|printers?|wi ?fi|vpn|laptops?|outlook calendar|sharepoint|excel|powerpoint|spreadsheets?"
    r"|browser|reboot|software update|helpdesk|help desk|toner|usb|two factor|authenticator|screen ?shot|microsoft|iphone",
    "pay and leave": r"mileage(?: rate| claim)?|annual leave|sick pay|pay ?(?:slips?|day|rise|scales?|roll)|salar(?:y|ies)|pensions?"
    r"|time ?sheets?|flexi(?:time)?|maternity leave|overtime|expenses claims?|claim (?:back )?(?:my |the )?expenses|rota"
    r"|parking permits?|car park(?:ing)? (?:pass|space|permit)|redundan(?:t|cy)|tax codes?|national insurance rate",
    "food and leisure": r"restaurants?|takeaways?|pizza|curry house|cafes?|pubs?|recipes?|cook(?:ing)? (?:a|some|for)|bake|cakes?"
    r"|films?|movies?|netflix|box ?sets?|tv (?:show|series)|novels?|gym|holidays? (?:in|to|abroad|deals?)|hotels?|flights?"
    r"|airbnb|cinema|concerts?|leaving (?:do|drinks?|present|gift)|birthday (?:present|gift|party)|wedding|christmas (?:do|party"
    r"|meal)|secret santa|gift ideas?|playlist|crossword|horoscope|star sign|knitting|gardening",
    "weather and travel": r"weather|forecast|is it going to (?:rain|snow)|temperature (?:today|tomorrow|outside)|trains? (?:to|from|times?)"
    r"|bus times?|traffic on|directions to|how (?:far|long) (?:is it|does it take) (?:to|from)|nearest (?:car park|station|shop|petrol)",
    "sport and news": r"football|premier league|world cup|cricket|rugby|formula one|who won|the match|(?:latest )?news headlines"
    r"|prime minister|general election|who (?:should i|to|do i) vote|share price|stock market|bitcoin|crypto|interest rates?"
    r"|exchange rate|lottery",
    "general knowledge": r"capital (?:city )?of|population of|how tall is|how old is the (?:queen|king|earth|universe)|meaning of life"
    r"|square root|prime numbers?|solve|calculate|\d+ ?(?:[x*+÷]|times|plus|minus|divided by) ?\d+"
    r"|translate|in (?:french|polish|spanish|german|urdu|romanian|welsh)|synonym|how do you spell|convert \d+"
    r"|photosynthesis|black holes?|dinosaurs?|world war|roman empire",
    "programming": r"python|java ?script|sql|html|regex|algorithm|debug|compile|git(?:hub)?|api key|chat ?gpt|gpt|openai",
    "the asker's own affairs": r"mortgages?|council tax|universal credit claim|my (?:rent|landlord|mot|car|boiler|tax|visa|divorce"
    r"|solicitor|will|phone contract)|car insurance|parking (?:fine|ticket)|speeding (?:fine|ticket)|passport renewal|dog (?:food|breed)"
    r"|diet|lose weight|six pack|hair ?cut|lipstick",
    "legal advice": r"can (?:i|we|he|she|they) (?:be )?(?:sued?|take (?:\w+ )?to court|appeal|get (?:legal aid|full custody|custody|compensation))"
    r"|(?:am i|are we|is (?:he|she|it)) (?:legally )?(?:liable|entitled)|(?:my|our) (?:legal )?rights|legal advice|legally (?:allowed"
    r"|binding|required)|is it (?:il)?legal (?:to|for)|what (?:is the|does the) law (?:on|about|say)|(?:maximum|average|minimum"
    r"|likely) sentence for|get (?:full |sole )?custody|court of appeal|judicial review of|employment tribunal|statute",
    "chat": r"are you (?:a )?(?:human|real|robot|bot|ai|alive|sentient)|who (?:made|built|created|programmed) you|do you (?:love|like"
    r"|dream|have feelings)|how are you|sing (?:me )?a|tell me (?:a|another) (?:joke|story|riddle|poem)|your favou?rite"
    r"|what is your name|good (?:morning|night|evening)$|thank(?:s| you)(?: \w+)?[.! ]*$|(?:hello|hi|hiya|hey)(?: there)?[.!? ]*$",
}
_OTHER_SUBJECT = any_of(*_SUBJECTS.values())
# "Hotels and taxis" looks for a theme; "which hotel do you recommend" wants something of the assistant.
_WANTED = re.compile(
    r"\b(?:i|my|me|we|us|our|you|your|recommend|suggest|best|nearest|cheapest)\b"
    r"|^(?:need|want|after|looking for) (?:an?|some)\b"
    r"|^(?:how|where|who|can|could|is|are|am|what(?: is|s)? (?!about)|translate|solve|calculate|convert|tell|hello|hi|hey|hiya"
    r"|thanks?|good|\d)",
    re.IGNORECASE,
)
# Whoever says one of these asks about a review or its people, whatever else the words hold.
_OF_THE_FIELD = any_of(
    FAMILY,
    r"reviews?|reports?|briefings?|findings?|recommend(?:ation|ed)\w*|safeguard\w*|social (?:care|work\w*|services)|mash"
    r"|agenc(?:y|ies)|practitioners?|professionals?|multi ?agency|abus\w*|neglect\w*|harm\w*|violen\w*|victims?|perpetrators?"
    r"|fathers|mothers|carers?|strategy|child protection|health visitors?|midwi\w+|gps?|partnership|lscb|board|scr|cspr|dhr"
    r"|case|themes?|practice|training|supervision|adolescents?|teenagers?|infants?|newborn|unborn|toddler|adults?|young people",
)


def is_out_of_scope(words: str) -> bool:
    """Return whether words that are spelled out are no question for reviews: an order, another subject, other work."""
    if INSTRUCTION.search(words):
        return True
    of_a_review = bool(_OF_A_REVIEW.search(words) or SUBJECT.search(words))
    if _MAKE.search(words) and not of_a_review:
        return True
    other = _OTHER_SUBJECT.search(words) and _WANTED.search(words)
    return bool(other) and not (of_a_review or _is_of_the_field(words))


def _is_of_the_field(words: str) -> bool:
    return bool(_OF_THE_FIELD.search(words) or LEARNING.search(words) or LOOKING_BACK.search(words))
