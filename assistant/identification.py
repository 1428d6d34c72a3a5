"""Questions for who or where the people in a review really are. They are never answered."""

from assistant.people import FAMILY, WORKERS, any_of

# Who or where somebody in a review really is.
IDENTIFY = any_of(
    rf"who (?:is|was|are|were) (?:the )?(?:{FAMILY}|{WORKERS})\b.{{0,20}}\b(?:really|actually|in real life)",
    r"(?:real|proper|actual|true)[ -]?names?",
    r"(?:what (?:is|was|are|were)|tell me|give me|list|know) (?:\w+ ){0,3}(?:full|first|sur"
    r"|last)? ?names?(?= of (?:the )?(?:\w+ ){0,2}"
    rf"(?:{FAMILY}|{WORKERS}))",
    rf"what (?:is|was|are|were) (?:the )?(?:{FAMILY}|{WORKERS})s? (?:\w+ )?(?:name|address|called)"
    rf"|called, (?:his|her|their) (?:\w+ )?name",
    rf"where (?:do|does) (?:the |this |that )?(?:{FAMILY}|he|she|they) live",
    rf"where did (?:the |this |that )?(?:{FAMILY}|he|she|they) live(?= *[?.!]|$)",
    r"(?:which|what) (?:street|road|village|estate|house) (?:did|do|does|was|were|is)",
    rf"(?:which|what) (?:school|nursery) (?:did|do|does|was|were|is) (?:the |this |that )?(?:{FAMILY}|he|she"
    rf"|they)(?: \w+)? (?:go|going|at|in|attend|attending)",
    rf"(?:can you|could you|please|help me|help us|to|me) identify (?:(?:the|this|these) (?:{FAMILY}"
    rf"|{WORKERS})|him|her|them|child)|guess who",
    r"news (?:story|stories|links?|articles?|reports?) (?:about|on|of) (?:the|this|child|baby|family)",
    r"is .{1,30} the same (?:man|woman|person|child) as",
)