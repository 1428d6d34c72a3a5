"""Agencies as practitioners name them, and how they are written in reviews."""

import re

_WRITTEN: dict[str, str] = {
    "police": r"police|constabulary|officers?(?= attend)",
    "children's social care": r"(?:children(?:'s|’s)? )?social care|children(?:'s|’s)? services|social work(?:er)?s?|safeguarding children(?:'s|’s)? services|assessment teams?",
    "adult social care": r"adult (?:social care|services|safeguarding)",
    "health visiting": r"health visit(?:or|ors|ing)",
    "midwifery": r"midwi(?:fe|ves|fery)|maternity(?: services?)?",
    "school nursing": r"school (?:health )?nurs(?:e|es|ing)",
    "gp": r"gps?|general practi(?:ce|tioners?)|primary care",
    "hospital": r"hospitals?|emergency department|a&e|paediatric(?:ian|ians|s)?|wards?",
    "mental health": r"(?:adult )?mental health(?: (?:services?|team|trust))?|camhs|child and adolescent mental health|amhps?",
    "health": r"nhs|health(?:care)? (?:trust|services?|professionals?|practitioners?)|clinical commissioning|icb|nurs(?:e|es|ing)",
    "school": r"schools?(?! (?:health )?nurs)|teachers?|designated safeguarding leads?|head ?teachers?|college|education",
    "early years": r"nurser(?:y|ies)|early years|children(?:'s|’s)? centres?|pre-?school|childmind(?:er|ers)",
    "early help": r"early help|family support workers?|early intervention|team around the (?:child|family)|taf",
    "probation": r"probation|community rehabilitation",
    "prison": r"prisons?",
    "youth justice": r"youth (?:justice|offending)",
    "housing": r"housing(?: officers?| association| department)?|landlords?|tenanc(?:y|ies)",
    "substance misuse services": r"(?:drug|alcohol|substance)(?: and alcohol)? (?:misuse )?(?:services?|workers?|treatment)",
    "domestic abuse services": r"idvas?|marac|domestic (?:abuse|violence) (?:services?|advis(?:er|or)s?)|women(?:'s|’s) aid|refuge",
    "mash": r"mash|multi-agency safeguarding hub|front door",
    "courts": r"courts?|cafcass|children(?:'s|’s)? guardian|judges?",
    "safeguarding board": r"lscb|safeguarding (?:children )?(?:board|partnership)|the (?:board|partnership)",
    "ambulance": r"ambulance|paramedics?",
    "voluntary sector": r"volunt(?:ary|eer) (?:sector|organisations?)|charit(?:y|ies)|nspcc",
}
AGENCIES = tuple(_WRITTEN)
_PATTERNS = {name: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for name, words in _WRITTEN.items()}


def agencies_in(text: str) -> tuple[str, ...]:
    """Return the agencies that the text mentions, in the order of the table."""
    return tuple(name for name, pattern in _PATTERNS.items() if pattern.search(text))
