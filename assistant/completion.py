"""Whether a plan itself records something as complete: told by its words alone, and only where they leave no doubt."""

import re

_DATE = (
    r"(?:\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}-\d\d-\d\d"
    r"|(?:\d{1,2}(?:st|nd|rd|th)?\s+)?(?:[A-Z][a-z]{2,8},?\s+)?(?:19|20)\d\d)"
)
# "Complete by June 2018" and "Delivered by March 2019" are what a plan aims at.
_COMPLETE = re.compile(
    r"\W*(?:(?:blue|green)\W+)?(?:(?:now|fully|action)\s+)*(?:completed?|done|achieved|implemented|delivered|finished)"
    rf"(?=\W*$|\s*[.:;,(–—-]|\s+(?:(?:in|on|since)\s+)?(?-i:{_DATE})|(?<=completed)\s+by\s+(?-i:{_DATE})"
    r"|\s+(?:blue|green)\b)",
    re.I,
)
# "Complete, but two schools are outstanding" is not complete, and neither is "Completed: 3 of 4".
_LIMITED = re.compile(
    r"\b(?:not|no|none|nor|never|except|but|although|apart|aside|of|some|most|half|part(?:s|ly|ial|ially)?|yet|still"
    r"|remain\w*|outstanding|ongoing|on-going|await\w*|pending|further|next|will|to|until|once|when|if|should|pilot\w*"
    r"|phase|stage|draft)\b|%|(?<![\d/])\d{1,3}\s*/\s*\d{1,3}(?![\d/])",
    re.I,
)
_ASKS = re.compile(r"\bcompleted?\b", re.I)
# A column of what is not done or is aimed at says nothing of it, and a date in one of what is to come is an aim.
_AIM = re.compile(r"\b(?:not|target\w*|aim\w*|planned|expected)\b", re.I)
_TO_COME = re.compile(r"\b(?:due|deadline|(?:to|should|must|will) be|by when)\b", re.I)
_YES = re.compile(rf"\W*(?:yes|y|✓|✔|(?-i:{_DATE}))\W*", re.I)


def says_complete(column: str | None, text: str) -> bool:
    """Return whether a cell says that its row is complete: "Complete", "Completed May 2019", "Date completed: …".

    What is told in running text (without a column), in part or with a reserve does not count.
    """
    if column is None:
        return False
    asks = _ASKS.search(column) is not None
    if asks and _AIM.search(column):
        return False
    if asks and not _TO_COME.search(column) and _YES.fullmatch(text):
        return True
    found = _COMPLETE.match(text)
    return found is not None and not _LIMITED.search(text, found.end())
