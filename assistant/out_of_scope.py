"""What is no question for review documents: orders to the assistant, and other subjects."""

import re

_ORDER_START = r"(?:^|[.,;:!?'\"] ?|\b(?:please|also|now|then|and) )"
# An order to the assistant: at the start of a sentence, or said to it by name.
INSTRUCTION = re.compile(
    rf"{_ORDER_START}(?:please )?(?:ignore|forget|drop|disregard|override|bypass) (?:(?:all|any|your|the|my|of"
    rf"|previous|prior|these|those) ){{0,4}}(?:rules?|instructions?|prompts?|guidelines|guardrails|safety)\b"
    rf"|{_ORDER_START}(?:you are now|act as (?:an?|if)|pretend (?:to be|you)|repeat after me|do (?:what"
    rf"|as) it says|follow (?:that|this|its|the) (?:text|line|instruction)s?)\b"
    r"|\bsystem prompt\b|^system:|\bjailbreak\b|\bdeveloper mode\b|\breveal your\b|\banswer only [A-Z0-9 -]{4,}"
    r"|\b(?:assistant|ai|you) must (?:now )?(?:print|say|answer|output|reply|name|list)\b",
    re.IGNORECASE,
)
