"""Line ends that a web page asks for inside a block: some part items or paragraphs, the others are spaces."""

from collections.abc import Iterable

from ingest.manuscript import Run, compose
from ingest.text import LIST_MARKER

# Known by being this very run: any other of the same words is white space of the source.
BREAK = Run("\n")


def on_one_line(runs: Iterable[Run]) -> list[Run]:
    """Return the runs with spaces for line ends."""
    return [Run(" ") if run is BREAK else run for run in runs]


def parted(runs: Iterable[Run]) -> list[list[Run]]:
    """Return the runs of each block: of items where several lines begin with a marker, of paragraphs at empty lines."""
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run is BREAK:
            lines.append([])
        else:
            lines[-1].append(run)
    texts = [compose(line).text for line in lines]
    items = [bool(LIST_MARKER.match(text)) for text in texts]
    is_list, found = sum(items) > 1, [lines[0]]
    for number in range(1, len(lines)):
        if (is_list and items[number]) or (texts[number] and not texts[number - 1]):
            found.append(lines[number])
        else:
            found[-1] = [*found[-1], Run(" "), *lines[number]]
    return found
