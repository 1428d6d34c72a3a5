"""What every request and response passes through, as pure ASGI middleware: no route can forget it."""

from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from fastapi import Request, Response
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BODY_BYTES: Final = 65_536
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
OWN_SITE: Final = frozenset({"same-origin", "none"})

CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS: Final = {
    "Content-Security-Policy": CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
ONE_YEAR_HTTPS: Final = "max-age=31536000"

Refuse = Callable[[Request, int], Awaitable[Response]]


class SecurityHeaders:
    """Sets the headers that keep a page to itself; what is not said to be kept is not kept."""

    def __init__(self, app: ASGIApp, https: bool) -> None:
        self.app = app
        self.headers = HEADERS | ({"Strict-Transport-Security": ONE_YEAR_HTTPS} if https else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and complete the headers of its response."""

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self.headers.items():
                    headers[name] = value
                headers.setdefault("Cache-Control", "no-store")
            await send(message)

        await self.app(scope, receive, send_with_headers)


class AllowedHosts:
    """Refuses requests to any other host with 400: another site's name may be made to point at this machine."""

    def __init__(self, app: ASGIApp, hosts: tuple[str, ...], refuse: Refuse) -> None:
        self.app = app
        self.hosts = frozenset(host.lower() for host in hosts)
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on where its host is ours."""
        if scope["type"] == "http":
            request = Request(scope, receive)
            if host_name(request.headers.get("host", "")) not in self.hosts:
                await (await self.refuse(request, 400))(scope, receive, send)
                return
        await self.app(scope, receive, send)


class BodyLimit:
    """Reads the body before anybody else does, and refuses with 413 what is longer than the limit.

    Of the `streamed` methods and paths the body is left to the route, which has a limit of its own.
    """

    def __init__(self, app: ASGIApp, limit: int, refuse: Refuse, streamed: frozenset[tuple[str, str]]) -> None:
        self.app = app
        self.limit = limit
        self.refuse = refuse
        self.streamed = streamed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with the body that was read."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        if (scope["method"], scope["path"]) in self.streamed:
            # Whatever refuses it before the route must not read it.
            Request(scope).state.is_streamed = True
            await self.app(scope, receive, send)
            return
        body = await self._read(Request(scope), receive)
        if body is None:
            await (await self.refuse(Request(scope), 413))(scope, receive, send)
            return
        unread = [body]

        async def replay() -> Message:
            return {"type": "http.request", "body": unread.pop(), "more_body": False} if unread else await receive()

        await self.app(scope, replay, send)

    async def _read(self, request: Request, receive: Receive) -> bytes | None:
        """Return the whole body, None where it is too long or was cut off."""
        announced = request.headers.get("content-length", "0")
        if not (announced.isascii() and announced.isdigit() and len(announced) < 10) or int(announced) > self.limit:
            return None
        body, more = bytearray(), True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                return None
            body += message.get("body", b"")
            more = message.get("more_body", False)
            if len(body) > self.limit:
                return None
        return bytes(body)


class OwnSiteOnly:
    """Refuses what another site makes a browser send (403), and bodies for `/api` that are not JSON (415)."""

    def __init__(self, app: ASGIApp, refuse: Refuse) -> None:
        self.app = app
        self.refuse = refuse

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on where it changes nothing or comes from one of our own pages."""
        if scope["type"] == "http" and scope["method"] not in SAFE_METHODS:
            request = Request(scope, receive)
            status = refused_status(request)
            if status:
                await (await self.refuse(request, status))(scope, receive, send)
                return
        await self.app(scope, receive, send)


def refused_status(request: Request) -> int | None:
    """Return with which status a request that may change something is refused, None where it is not."""
    is_api = request.scope["path"].startswith("/api/")
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    # Programs send neither header and no cookie of ours; every browser sends one of them with a form.
    unknown = site is None and origin is None
    foreign = site not in (*OWN_SITE, None) or (origin is not None and not is_own(origin, request))
    if foreign or (unknown and not is_api):
        return 403
    if is_api and request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        return 415
    return None


def is_own(origin: str, request: Request) -> bool:
    """Return whether the origin is the host and port that was asked. The scheme is not ours to know behind a proxy."""
    return host_and_port(origin) == request.headers.get("host", "").lower()


def host_and_port(origin: str) -> str | None:
    """Return host and port of an origin, None where it is none ("null" among them)."""
    try:
        return urlsplit(origin).netloc.lower() or None
    except ValueError:
        return None


def host_name(header: str) -> str:
    """Return the host of a Host header without its port, brackets of an IPv6 address kept."""
    host, _, port = header.rpartition(":")
    return (host if host and port.isdigit() else header).lower()
