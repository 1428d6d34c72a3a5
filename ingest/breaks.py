"""Line ends that an author asks for inside a block: some part items or paragraphs, the others are spaces."""

from collections.abc import Iterable

from ingest.manuscript import Run, compose
from ingest.text import LIST_MARKER

# Known by being this very run: any other of the same words is white space of the source.
BREAK = Run("\n")


def on_one_line(runs: Iterable[Run]) -> list[Run]:
    """Return the runs with spaces for line ends."""
    return [Run(" ") if run is BREAK else run for run in runs]


def parted(runs: Iterable[Run]) -> list[list[Run]]:
    """Return the runs of each block.

    Items begin where several lines begin with a marker, paragraphs behind empty lines and behind a bold title.
    """
    lines: list[list[Run]] = [[]]
    for run in runs:
        if run is BREAK:
            lines.append([])
        else:
            lines[-1].append(run)
    phrases = [compose(line) for line in lines]
    items = [bool(LIST_MARKER.match(phrase.text)) for phrase in phrases]
    is_list, found, first = sum(items) > 1, [list(lines[0])], 0
    for number in range(1, len(lines)):
        above, here = phrases[number - 1], phrases[number]
        is_titled = first == number - 1 and above.is_heading_by_look and not here.is_heading_by_look
        if (is_list and items[number]) or (here.text and (not above.text or is_titled)):
            found.append(list(lines[number]))
            first = number
        else:
            found[-1] += [Run(" "), *lines[number]]
    return found
