"""Who a question may be about: the words for children, their families, and those who work with them."""

import re


def any_of(*alternatives: str) -> re.Pattern[str]:
    """Return a pattern of whole words that finds any of the alternatives."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


KIN = (
    r"(?:step ?|foster ?|great ?)?(?:mums?|mom|mother|dads?|daddy|father|son|daughter|child|parents?)|gran|nan|grand\w+"
    r"|brother|sister|uncle|aunt\w*|cousin|nephew|niece|partner|husband|wife|ex|boyfriend|girlfriend"
)
YOUNG = (
    r"child|children|baby|babies|newborn|infant|toddlers?|twins?|boys?|girls?|lads?|kids?|pupils?|students?|teen\w*|yp"
    r"|young (?:person|people|lad|girl)|little (?:ones?|boy|girl)|week old|month old|day old|year old"
    r"|(?:child|boy|girl|lad) of \d+|sixth formers?"
)
WHO = (
    rf"{YOUNG}|{KIN}|family|clients?|patients?|someone|nobody|(?:wo)?m[ae]n|lad(?:y|ies)|colleague|staff member|grandchild|members? of (?:the )?public|neighbours?|callers?|visitors?"
    r"|he|she|him|her|they|them"
)
# Whoever somebody works with, cares for or lives beside, as "I have a …" or "… I met" goes on.
ANYBODY = (
    rf"(?:{YOUNG}|{KIN}|famil(?:y|ies)|mums?|dads?|clients?|patients?|residents?|service users?|tenants?|adults?"
    r"|(?:wo)?m[ae]n|lad(?:y|ies)|couples?|siblings?|sibling group|households?|unborn|placements?|carers?|case)"
)
# Anybody the words may be about; without a person there is no case.
PERSON = any_of(WHO, r"me", r"house", r"myself")
ONE = (
    rf"(?:child|baby|newborn|infant|toddler|boy|girl|lad|kid|pupil|student|teen|teenager|yp|young person"
    rf"|(?:week|month|day|year) old|year \d+|(?:wo)?man|lady|client|patient|{KIN})"
)
# The family of a review, and those who worked with it.
FAMILY = r"(?:mum|mother|dad|father|child|children|family|boy|girl|baby|parents?|siblings?|kids?|twins|brother|sister)"
WORKERS = r"(?:social worker|worker|midwife|teacher|gp|managers?|officers?|perpetrator|partner|attackers?|nurse)"
