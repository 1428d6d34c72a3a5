"""Questions for who or where the people in a review really are. They are never answered.

Neither are questions that join details to get there: two reviews with each other, a review with the news or with what
the asker knows.
"""

from assistant.people import FAMILY, WORKERS, any_of

_THE = r"(?:the |this |that |these |those |their |his |her )?"
_OF = r"(?: (?:from|of|in) (?:the )?(?:child|baby|family|adult|review|case)(?: \w{1,12}?)?)?"
_THEM = rf"(?:{_THE}(?:{FAMILY}|{WORKERS}|grand\w+|aunt|uncle|lodger){_OF}|he|she|they|him|her|them|(?:child|baby|family|adult) \w{{1,12}})"
_OF_A_CASE = (
    rf"(?:{_THE}(?:\w+ )?(?:{FAMILY}|case|review|death|murder|killing)|this|it|(?:child|baby|family|adult) \w{{1,12}})"
)
_PLACE = r"(?:street|road|village|estate|house|town|hamlet|block|flats?|postcode|address|neighbourhood|caravan (?:site|park))"
_PRINTED = r"(?:news|newspapers?|papers?|press|media|bbc|tabloids?|telly|tv|internet|online|facebook|court|inquest|trial|sentencing)"

NAMES = (
    rf"who (?:is|was|are|were) {_THEM}\b.{{0,20}}\b(?:really|actually|in real life|irl|by name)",
    r"(?:real|proper|actual|true)[ -]?(?:names?|identit(?:y|ies))",
    r"(?:what (?:is|was|are|were)|tell me|give me|list|know) (?:\w+ ){0,3}(?:full|first|sur|last)? ?(?:sur)?names?(?= of (?:the )?(?:\w+ ){0,2}"
    rf"(?:{FAMILY}|{WORKERS}))",
    rf"what (?:is|was|are|were) (?:the )?(?:{FAMILY}|{WORKERS})s? (?:\w+ )?(?:(?:sur)?name|address|called|postcode|birthday|date of birth)(?! (?:recorded|changed|spel\w+|on|kept|known|given|written|used))"
    rf"|called, (?:his|her|their) (?:\w+ )?name",
    rf"what (?:is|was|are|were) (?:he|she|they|{_THE}(?:{FAMILY}|{WORKERS})) (?:really |actually )?called",
    r"(?:is|was) (?:his|her|their|the \w+) (?:first |last |real )?(?:sur)?name (?:\w+|with)$|(?:sur)?names? (?:begins?|starts?|rhymes?) with"
    r"|(?:whose|his|her|their|whats his|whats her) initials",
    rf"(?:de ?anonymi[sz]e|unmask|name and shame|dox) ?{_THE}",
    rf"(?:please |can you |could you |^)name (?:the|this|that) (?:{FAMILY}|{WORKERS})",
)
PLACES = (
    rf"where (?:do|does) {_THEM} live|where (?:is|are|was|were) {_THEM} (?:living (?:now|these days|today)|buried|from exactly)",
    rf"where did {_THEM} live(?= *[?.!]|$)",
    rf"(?:which|what) (?:exact )?{_PLACE} (?:did|do|does|was|were|is|are)(?! .{{0,30}}\b(?:said|found|recommended))",
    rf"(?:which|what) (?:school|nursery|college|prison|foster home|childrens home|hospital ward) (?:did|do|does|was|were|is|are) {_THEM}"
    r"(?: \w+)? (?:go|going|at|in|attend|attending)",
    rf"(?:which|what) prison (?:is|was) {_THEM}",
    rf"(?:address|postcode|phone number|contact details|whereabouts) (?:of|for) {_THEM}",
    rf"(?:how (?:can|do|could|would) (?:i|we|you)|can (?:i|we|you)|where (?:can|could) (?:i|we)|help me(?: to)?|i want to|trying to)"
    rf" (?:find|contact|trace|track down|visit|write to|get in touch with|look up|google) {_THE}(?:{FAMILY}|{WORKERS}|him|her|them)"
    r"(?! work| information| support)",
)
GUESSES = (
    rf"(?:can you|could you|please|help me|help us|to|me) identify (?:(?:the|this|these) (?:{FAMILY}"
    rf"|{WORKERS})|him|her|them|child)|guess (?:who|which)",
    r"(?:work|figure|find|puzzle|narrow)(?:ing)? (?:it )?(?:out|down) (?:who (?:is|was|they|he|she|it|the)|whose"
    rf"|which (?:{FAMILY}|school|nursery|{_PLACE}|person|people)|where (?:they|he|she|the {FAMILY}) (?:live|are from))",
    r"(?:put|piece|pull|fit|join|add|combin\w+|cross ?referenc\w+|match\w*|link\w*|triangulat\w+) (?:together )?(?:all )?(?:the|these|those|their"
    r"|every|any|what we know) ?(?:\w+ ){0,4}?(?:details?|clues|facts|ages?|dates?|places?|information)\b.{0,60}\b(?:who|whose|identif\w+"
    r"|recogni\w+|name|which (?:family|child|school|street|village))",
    rf"(?:match|link|connect|compare|tie) {_THE}(?:\w+ )?(?:{FAMILY}|case|review|report) (?:to|with) (?:the |an? |any )?(?:\w+ )?{_PRINTED}",
    r"(?:which|what) (?:church|mosque|temple|chapel|shop|pub|club|gym|company|firm) (?:did|do|does|was|were|is|are) .{0,50}\b(?:run|own|go to|belong to|work|worship|attend|lead)\b"
    r"|(?:pretty |fairly |quite )?(?:sure|certain) (?:it|its|that|this|he|she|they)(?: is| was| are)? (?:the )?(?:one )?(?:near|in|at|from|on|by) (?:us|me|here|our|my|where)\b"
    r"|want to (?:check|see|make sure) (?:if |that |whether )?(?:it|its|this|that|he|she|they)(?: is| was| are)? (?:not )?(?:mine|ours|me|us|our|my)\b",
    rf"names? of (?:the )?(?:\w+ )?(?:{FAMILY}|{WORKERS}|doctor|surgery|practice|nursery|hospital|health visitor)(?: (?:and|or) (?:the )?\w+)? (?:where|who|that|involved|which)",
    rf"(?:what|who) (?:is|was|were) (?:the )?(?:\w+ ){{1,4}}?(?:{FAMILY}|{WORKERS}) (?:really )?called\b",
    r"confirm (?:the|his|her|their) (?:\w+ )?(?:school|nursery|street|town|surname|name|identity)",
    r"enough (?:details?|information|clues) to (?:work out|identify|guess|recogni[sz]e|find)",
    r"i (?:think|believe|am sure|bet|reckon) (?:i (?:know|knew|taught|recogni[sz]e|met|live near)|(?:he|she|it|they|this|that) (?:was|were|is|are"
    r"|went)(?: \w+)? (?:at|in|to|from|one of|the) (?:our|my|same))",
    rf"(?:was|is|were|are) (?:he|she|it|they|this|that|{_THEM}) (?:at|from|in|one of|the one (?:from|in|at)) (?:our|my) (?:school|nursery|estate"
    r"|town|village|street|road|church|club|pupils|patients|area|families|neighbours)",
    rf"(?:is|was) (?:it|this|that|{_OF_A_CASE}) (?:really )?(?:about )?the (?:\w+ )?(?:{FAMILY}|one|case|man|woman|couple) (?:who|that|which|from|in|on)\b"
    rf".{{0,40}}\b(?:{_PRINTED}|our|my|jailed|arrested|convicted|murdered)",
)
ELSEWHERE = (
    r"news (?:story|stories|links?|articles?|reports?|coverage) (?:about|on|of|for) (?:the|this|child|baby|family|it)",
    rf"(?:links?|urls?) (?:to|for) (?:the |any |a )?(?:\w+ )?(?:{_PRINTED}|articles?|story|stories|coverage|photos?|pictures?)",
    rf"(?:{_PRINTED}) (?:coverage|story|stories|articles?|reports?|headlines?|cuttings?|remarks|photos?) (?:about|on|of|for|from) {_OF_A_CASE}",
    r"which (?:newspapers?|papers?) (?:reported|covered|had|ran|printed)|what did the (?:papers|newspapers|press|tabloids|bbc) (?:say|call|report)",
    rf"(?:facebook|instagram|tiktok|linkedin|snapchat|social media|electoral roll|obituar(?:y|ies)|photos?|pictures? |grave)"
    rf" ?(?:page|profile|account|post|entry)?s? (?:of|for|belonging to) {_THEM}",
    rf"(?:google|search (?:online|the web|the internet)|look (?:them|him|her|it) up|find) (?:for )?{_THE}(?:{FAMILY} )?(?:online|on facebook|on the internet|in the news)",
    rf"(?:was|is) (?:this|it|that|{_OF_A_CASE}) (?:the case |the one |ever )?(?:in|on|that was in|that was on) the (?:news|papers?|telly|tv|press)\b.{{0,40}}"
    r"\b(?:which|link|name|who|called)",
)
ACROSS = (
    r"(?:is|are|was|were) .{1,50} the same (?:man|woman|person|child|family|father|dad|mum|mother|baby|boy|girl|partner|perpetrator"
    r"|parents|people|case)s? (?:(?:as|in|from) (?:the|in|that|this|another|both|child|baby|family|adult|his|her|mine|ours)|who|that)",
    r"(?:is|are|was|were) (?:child|baby|family|adult|children) \w{1,12}s? (?:\w+ )?and (?:(?:child|baby|family|adult) )?\w{1,12}s? (?:\w+ )?"
    r"(?:related|siblings|brothers?|sisters?|cousins|(?:from )?the same (?:family|child|case|street|town|school|man|person)|connected)",
    r"do(?:es)? .{1,50} (?:share|have) the same (?:father|mother|dad|mum|parents|family|surname|social worker)",
    r"same (?:man|father|dad|mother|mum|family|perpetrator|child) (?:appear\w*|turn\w*|crop\w*|mentioned)? ?(?:in|across) (?:both|two|another|the other|other|several)",
)
IDENTIFY = any_of(*NAMES, *PLACES, *GUESSES, *ELSEWHERE, *ACROSS)
