"""A Word file from a Markdown text: its title, headings, paragraphs, lists and tables."""

from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from assistant.word_file import Run, WordFile

WIDTH = 16.0  # centimetres of text on a page of A4
_STYLES = {"bullet_list": "List Bullet", "ordered_list": "List Number"}


def markdown_docx(title: str, text: str) -> bytes:
    """Return the text as a Word file under its title; the text itself has headings from the second level down."""
    file = WordFile(title)
    _write(file, SyntaxTreeNode(MarkdownIt("commonmark", {"html": False}).enable("table").parse(text)), None)
    return file.written()


def _write(file: WordFile, node: SyntaxTreeNode, style: str | None) -> None:
    for child in node.children:
        match child.type:
            case "heading":
                file.heading(_words(child), int(child.tag[1]))
            case "paragraph":
                file.runs(list(_runs(child.children[0], False, False)), style)
            case "table":
                _write_table(file, child)
            case _:
                _write(file, child, _STYLES.get(child.type, style))


def _write_table(file: WordFile, table: SyntaxTreeNode) -> None:
    header, *rows = [[_words(cell) for cell in row.children] for part in table.children for row in part.children]
    file.table(header, [WIDTH / len(header)] * len(header), rows)


def _runs(node: SyntaxTreeNode, strong: bool, emphasised: bool) -> Iterator[Run]:
    """Yield the words of a paragraph with how they are set; of a link its words, since a paper leads nowhere."""
    for child in node.children:
        if child.type in {"softbreak", "hardbreak"}:
            yield ("\n" if child.type == "hardbreak" else " ", strong, emphasised)
        elif child.children:
            yield from _runs(child, strong or child.type == "strong", emphasised or child.type == "em")
        elif child.content:
            yield (child.content, strong, emphasised)


def _words(node: SyntaxTreeNode) -> str:
    runs: Sequence[Run] = [run for inline in node.children for run in _runs(inline, False, False)]
    return "".join(words for words, _, _ in runs)
