"""The table of contents that Word makes, which repeats the headings of a document."""

from ingest.wordml import Element, W


def contents_paragraphs(body: Element) -> set[Element]:
    """Return the paragraphs that a field of contents fills, whatever their style."""
    within: set[Element] = set()
    # Each field that is open, and whether it is one of contents.
    fields: list[bool] = []
    for element in body.iter(f"{W}fldChar", f"{W}instrText", f"{W}p"):
        if element.tag == f"{W}p":
            within |= {element} if any(fields) else set()
        elif element.tag == f"{W}instrText":
            if fields and (element.text or "").split()[:1] == ["TOC"]:
                fields[-1] = True
                within |= set(element.iterancestors(f"{W}p"))
        elif (sign := element.get(f"{W}fldCharType")) == "begin":
            fields.append(False)
        elif sign == "end" and fields:
            fields.pop()
    # A field that is never closed would take the rest of the document with it.
    return set() if any(fields) else within
