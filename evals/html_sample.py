"""Web pages of the sample corpus: the article, and around it what every board's site has and no reader wants."""

from html import escape
from string import Template

from evals.sample_source import ABOVE, Kind, Line, Source, bullets, runs, with_bold

_PAGE = Template("""<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>$title | $site</title>
<style>.cookie { position: fixed; bottom: 0 }</style>
<script>window.settings = {"page": "learning", "cookies": "ask"};</script>
</head>
<body>
<a class="skip-link" href="#content">Skip to main content</a>
<div id="cookie-banner" class="cookie" role="dialog" aria-label="Cookies">
<p>We use cookies to understand how you use this site.</p>
<button>Accept all cookies</button> <button>Reject</button>
</div>
<header>
<p class="logo">$site</p>
<nav aria-label="Main"><ul>
<li><a href="/">Home</a></li><li><a href="/procedures">Procedures</a></li>
<li><a href="/training">Training</a></li><li><a href="/learning">Learning from reviews</a></li>
</ul></nav>
</header>
<nav class="breadcrumb" aria-label="Breadcrumb">
<a href="/">Home</a> &gt; <a href="/learning">Learning from reviews</a>
</nav>
<main id="content">
<article>
$article
</article>
</main>
<aside>
<h2>Related pages</h2>
<ul><li><a href="/training">Book a course</a></li><li><a href="/news">News</a></li></ul>
</aside>
<footer>
<p>Was this page useful? <a href="#">Yes</a> <a href="#">No</a></p>
<p>$site. Accessibility. Privacy. Site map.</p>
</footer>
<script src="/static/site.js"></script>
</body>
</html>
""")


def html_bytes(source: Source) -> bytes:
    """Return the web page."""
    article = "\n".join(_run(run) for run in runs(source.lines))
    page = _PAGE.substitute(title=escape(source.title), site=escape(source.settings["site"]), article=article)
    return page.encode("utf-8")


def _run(run: list[Line]) -> str:
    first = run[0]
    match first.kind:
        case Kind.ITEM:
            tag = "ol" if first.is_numbered else "ul"
            return f"<{tag}>\n" + "\n".join(f"<li>{_words(item.text)}</li>" for item in run) + f"\n</{tag}>"
        case Kind.ROW:
            return _table(run)
        case Kind.HEADING:
            return f"<h{first.level}>{_words(first.text)}</h{first.level}>"
        case Kind.OPEN:
            return f'<details class="accordion">\n<summary>{_words(first.text)}</summary>'
        case Kind.CLOSE:
            return "</details>"
        case _:
            return f"<p>{_words(first.text)}</p>"


def _words(text: str) -> str:
    return with_bold(escape(text, quote=False), "<strong>", "</strong>")


def _table(rows: list[Line]) -> str:
    head = "".join(f'<th scope="col">{_words(cell)}</th>' for cell in rows[0].cells)
    body = "\n".join(f"<tr>{_row(row, rows[n + 1 :])}</tr>" for n, row in enumerate(rows) if n)
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _row(row: Line, below: list[Line]) -> str:
    written = []
    for column, cell in enumerate(row.cells):
        if cell != ABOVE:
            tag = "td" if column else 'th scope="row"'
            rows = _rows(column, below)
            over = f' rowspan="{rows}"' if rows > 1 else ""
            written.append(f"<{tag}{over}>{_cell(cell)}</{tag.split()[0]}>")
    return "".join(written)


def _rows(column: int, below: list[Line]) -> int:
    """Over how many rows the cell goes."""
    rows = 1
    while rows <= len(below) and below[rows - 1].cells[column] == ABOVE:
        rows += 1
    return rows


def _cell(cell: str) -> str:
    parts = bullets(cell)
    if len(parts) == 1:
        return _words(cell)
    return "<ul>" + "".join(f"<li>{_words(part)}</li>" for part in parts) + "</ul>"
