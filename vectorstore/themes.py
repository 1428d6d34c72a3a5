"""The themes of safeguarding learning, and the words by which a statement shows one. A mention is not a finding."""

import re

# Theme -> words that practitioners and reviews use for it. Written as stems; matched at word beginnings, any case.
_WORDS: dict[str, str] = {
    "domestic abuse": r"domestic (?:abuse|violence|dispute|incident)|coercive|dash\b|idva|marac|perpetrator|violent (?:relationship|partner)|clare's law|\bdva?\b",
    "neglect": r"(?<!self-)neglect|graded care profile|poor home conditions|dirty (?:house|home)|unkempt|\bgcp2?\b",
    "physical abuse": r"physical (?:abuse|harm|injur)|non-accidental|bruis|unexplained injur|\bnai\b|fractur",
    "injury in non-mobile babies": r"non-mobile|pre-mobile|not (?:yet )?(?:independently )?(?:rolling|mobile|crawling|walking)|(?:not (?:yet )?able to|(?:cannot|can not|can't|cant|could not) (?:yet )?)(?:roll|move|crawl)|move (?:independently|by themselves)|abusive head trauma|shaken|\bicon\b",
    "supervision of children and home safety": r"unsupervised|left (?:alone|unattended)|unattended|in the bath|drown|abandon|home safety|poor supervision",
    "disguised compliance": r"disguised compliance|superficial(?:ly)? (?:engag|compl)|false compliance|apparent(?:ly)? compl|hard to engage|telling (?:us|professionals) what",
    "over-optimism and self-report": r"optimis|self-report|self report|false(?:ly)? reassur|face value|start[- ]again|loss of objectivity|lack of objectivity|confirmation bias",
    "voice of the child": r"voice of the (?:child|young)|child(?:'s|ren's)? voice|lived experience|wishes and feelings|day in (?:my|the) life|seen alone|spoken to alone|invisible",
    "professional curiosity": r"professional(?:ly)? curio|curiosity|respectful uncertainty|challenge parent|closed questions",
    "fathers and hidden men": r"fathers?\b|hidden men|invisible men|male care|dads?\b|non-resident parent|men in the household|boyfriend",
    "household composition": r"household|who (?:lived|was living|lives)|genogram|new partner|lodger|moved in(?:to)?",
    "information sharing": r"information[- ]shar|shar(?:e|ed|ing)(?: of)? (?:\w+ )?information|not (?:been )?shared|were not told|not informed|inform mash|notif(?:y|ied|ication)",
    "following through": r"follow(?:ed)?[- ](?:through|up)|closing the loop|check(?:ed)? (?:that|whether) .{0,30}received|no record of the .{0,20}referral|chas(?:e|ed|ing)",
    "recording": r"record(?:ed|ing|s\b| keeping)|(?:the|of|no|and) minutes|minutes (?:are|were|from|of|and)|case notes|document(?:ed|ation)",
    "escalation and challenge": r"escalat|professional (?:challenge|disagreement|difference)|conflict resolution|resolving (?:professional )?(?:disagree|differ)|challenge(?:d)? (?:the|this|decision|whether)",
    "step-down and closure": r"step(?:ped|ping)?[- ]down|case clos|clos(?:e|ed|ing|ure) (?:of )?(?:the )?(?:case|plan)|premature(?:ly)? clos",
    "supervision and management oversight": r"(?:reflective|professional|safeguarding|clinical|group|management) supervision|supervision (?:arrangement|process|was|is|session)|management oversight|manager(?:s|ial)? oversight|oversight",
    "strategy discussions": r"strategy (?:meeting|discussion)|section 47|\bs47|joint investigation",
    "thresholds, referral and front door": r"threshold|front door|\bmash\b|\bmarf\b|referral|no further action|\bnfa\b|signpost|level(?:s)? of need",
    "early help": r"early help|early intervention|early support|team around the|\btaf\b|\btac\b|lead practitioner",
    "quality of plans": r"(?:child protection|child in need|cin|cp|care|safety) plan|drift|smart\b|contingency|outcome[- ]based",
    "conferences, core groups and minutes": r"conference|core group|(?:the|of) minutes|\bicpc|\brcpc",
    "assessment and parenting capacity": r"assessment|parenting capacity|capacity to (?:parent|change)",
    "assessment tools": r"graded care|tool ?kit|toolkit|checklist|signs of safety|assessment tool|safety mapping",
    "chronology and family history": r"chronolog|family history|history (?:was )?(?:lost|not known)|historic(?:al)? (?:concern|information)|patterns? of|start again",
    "transfer and moves": r"transfer|handover|handed over|moved (?:area|home|house|to|into)|families move|discharge|cross[- ]border|house moves?|mutual exchange",
    "pre-birth assessment": r"pre-?birth|unborn|concealed pregnan|expectant|during (?:the )?pregnancy",
    "routine enquiry": r"routine enquiry|ask(?:ed|ing)? (?:\w+ ){0,3}about domestic",
    "parental mental health": r"(?:parent|mother|father|maternal|perinatal)\w*(?:'s)? (?:\w+ ){0,2}(?:mental(?: health|ly)|depress)|(?<!adolescent )(?<!children's )(?<!young people's )(?<!child )mental health|postnatal|perinatal|anxiety",
    "parental substance misuse": r"substance (?:mis)?use|drug (?:use|misuse|test|dealing)|misuse of drugs|alcohol|cannabis|intoxicat|drinking|heroin|cocaine",
    "exploitation and county lines": r"county lines|exploit|gangs?\b|firearm|organised crime|drug dealing|\bcce\b|\bcse\b|running drugs|debt bondage",
    "prison, bail and release": r"prison|probation|\bbail\b|licence condition|released? from custody|custod(?!y (?:nurse|officer|sergeant|suite|record))",
    "working with perpetrators": r"perpetrator",
    "online and social media": r"social media|facebook|online|instagram|snapchat|tiktok|internet",
    "transition to adult services": r"transition|turn(?:ed|ing)? (?:18|eighteen)|adult services",
    "disability and complex health needs": r"disab|complex (?:needs|health|medical)|learning difficult|special (?:school|educational)|autis|wheelchair",
    "mental capacity": r"mental capacity|capacity act|deprivation of liberty|\bdols\b|best interests? (?:decision|assess)",
    "self-harm and suicide": r"self-harm|self harm|suicid|overdose|camhs|emotional well-?being|ligature",
    "elective home education": r"home[- ](?:educat|school|tuition|tutor)|elective(?:ly)? home|\behe\b",
    "out of hours": r"out[- ]of[- ]hours|weekend|bank holiday|emergency duty|\bedt\b|evenings|(?:friday|saturday|sunday) (?:night|evening)|(?:night|on[- ]call) (?:cover|duty|team|shift|staff|service)",
    "culture, language and identity": r"cultur|ethnic|racis|interpret(?:er|ing)|first language|faith|religio|adultif|identity|translat",
    "lead professional and coordination": r"lead (?:professional|practitioner)|co-?ordinat|joined[- ]up|multi-agency working|interagency|working together",
    "children in care": r"looked after|in care\b|foster|care order|supervision order|placement|placed (?:in|with)|kinship|special guardian",
    "contact, loss and siblings": r"sibling|contact with|bereave|impact of loss|grief|twin",
    "training and workforce": r"training|workshop|workforce|learning summar|induction|e-learning|think family",
    "sexual abuse": r"sexual(?:ly)? (?:abuse|harm|assault)|intra-?familial|harmful sexual|\bcsa\b|\bhsb\b",
    "safer sleep": r"safer? sleep|co-?sleep|bed-?shar|sudden unexpected|\bsudi\b|overlay",
    "missing children": r"missing (?:from|episode|child)|went missing|return home interview",
    "female genital mutilation": r"\bfgm\b|genital mutilation",
    "honour-based abuse": r"honour[- ]based|forced marriage",
    "fabricated or induced illness": r"fabricated|induced illness|perplexing presentation|\bfii\b",
    "was not brought": r"(?:was|were) not brought(?! together)|missed (?:health )?appointments?|did not attend|\bwnb\b|\bdna\b",
    "housing and poverty": r"housing|homeless|temporary accommodation|evict|poverty|overcrowd|rent arrears|hoarding",
    "self-neglect": r"self-neglect",
    "radicalisation": r"radicalis|extremis|prevent referral",
    "young carers": r"young carer|(?:caring for|carer for|look(?:ing|ed|s) after) (?:her|his|their) (?:own |disabled |sick |ill )*(?:mum|mother|dad|father|parents?|(?:younger |little |baby )?(?:siblings?|brothers?|sisters?)|gran\w*)\b|child(?:ren)?(?:'s)? (?:in a |with a )?caring (?:role|responsibilit)",
    "private fostering": r"private(?:ly)? foster",
    "school attendance": r"school attendance|persistent(?:ly)? absen|exclu(?:ded|sion)|not in school|attendance",
}
THEMES = tuple(_WORDS)
_PATTERNS = {theme: re.compile(rf"(?<!\w)(?:{words})", re.IGNORECASE) for theme, words in _WORDS.items()}


def themes_in(text: str) -> tuple[str, ...]:
    """Return the themes that the text shows, in the order of the table."""
    text = text.replace("’", "'")
    return tuple(theme for theme, pattern in _PATTERNS.items() if pattern.search(text))


def words_in(text: str) -> tuple[str, ...]:
    """Return the words by which the text shows its themes, as it has them."""
    text = text.replace("’", "'")
    return tuple(match[0] for pattern in _PATTERNS.values() for match in pattern.finditer(text))


def spans_of(theme: str, text: str) -> tuple[tuple[int, int], ...]:
    """Return where the text uses words for the theme. Raise KeyError for a theme that there is none of."""
    return tuple(match.span() for match in _PATTERNS[theme].finditer(text.replace("’", "'")))
