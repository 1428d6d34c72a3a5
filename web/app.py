"""The web application: routes, what stands in front of them, and what it is ready for."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

from fastapi import APIRouter, Depends, FastAPI
from fastapi.responses import JSONResponse
from fastapi.telemetry import TelemetryConfig
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from assistant.history import History
from assistant.quizzes.runs import Runs
from ingest.uploads import Uploads
from vectorstore.live import LiveIndex
from web import (
    additions,
    api,
    candidates,
    corrections,
    exporting,
    originals,
    pages,
    quality,
    quiz_draft,
    quiz_edit,
    quiz_files,
    quiz_link,
    quiz_runs,
    quiz_slides,
    quizzes,
    register,
    reviews,
    signing,
    starters,
    statements,
    streaming,
    themes,
    unreleased,
    uploads,
)
from web import history as kept
from web.access import authorised, recognised
from web.limits import Limit
from web.parts import Asks, Parts, WithParts
from web.person import Access, Role
from web.pictures import Draw, Pictures
from web.places import Places
from web.problems import CatchFaults, add_handlers, refuse
from web.releasing import Releasing
from web.rendering import STATIC, Rendering
from web.retention import Forgets, keep_forgetting
from web.security import MOST_BODY_BYTES, AllowedHosts, BodyLimit, OwnSiteOnly, SecurityHeaders
from web.sessions import Owners, Sessions
from web.settings import WebSettings
from web.this_machine import Door, ThisMachine, secret_of_start, token_of
from web.uploading import Uploading

# FastAPI sends spans, failures and what was sent to whatever collector the environment names: questions never leave.
NO_TELEMETRY: TelemetryConfig = {"tracing": False, "metrics": False, "logs": False, "auto_configure": False}


class VersionedFiles(StaticFiles):
    """Static files: kept for a year under the address that names their version, asked for anew under any other."""

    def __init__(self, version: str) -> None:
        super().__init__(directory=STATIC)
        self._named = f"v={version}".encode()

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file."""
        response = await super().get_response(path, scope)
        named = scope["query_string"] == self._named
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable" if named else "no-cache"
        return response


# Who may open what. A router that is not here is not served.
ROUTERS: tuple[tuple[APIRouter, Role], ...] = (
    (pages.router, Role.PRACTITIONER),
    (exporting.router, Role.PRACTITIONER),
    (originals.router, Role.PRACTITIONER),
    (register.router, Role.PRACTITIONER),
    (kept.router, Role.PRACTITIONER),
    (reviews.router, Role.PRACTITIONER),
    (themes.router, Role.PRACTITIONER),
    (api.router, Role.PRACTITIONER),
    (streaming.router, Role.PRACTITIONER),
    (signing.router, Role.PRACTITIONER),
    (statements.router, Role.PRACTITIONER),
    (quizzes.router, Role.TRAINER),
    (quiz_slides.router, Role.TRAINER),
    (quiz_runs.router, Role.TRAINER),
    (quiz_files.router, Role.TRAINER),
    (quiz_draft.router, Role.TRAINER),
    (quiz_edit.router, Role.TRAINER),
    (corrections.router, Role.MAINTAINER),
    (quality.router, Role.MAINTAINER),
    (candidates.router, Role.MAINTAINER),
    (uploads.router, Role.MAINTAINER),
    (unreleased.router, Role.MAINTAINER),
    (additions.router, Role.MAINTAINER),
    (starters.router, Role.MAINTAINER),
)
# Open to strangers as well: what somebody needs before they are let in.
PUBLIC: tuple[APIRouter, ...] = (signing.strangers, statements.public, quiz_link.public)
ON_THIS_MACHINE = ThisMachine()
# What takes files, and has limits of its own.
STREAMED = frozenset({("POST", "/upload")})


def create_app(
    assistant: Asks,
    live: LiveIndex,
    settings: WebSettings,
    releasing: Releasing | None = None,
    uploading: Uploading | None = None,
    access: Access = ON_THIS_MACHINE,
    history: History | None = None,
    ending: Sequence[Forgets] = (),
    draw: Draw | None = None,
    runs: Runs | None = None,
) -> FastAPI:
    """Return the application. It opens the live index when it starts and closes it when it stops.

    `access` tells who a request is from; by default everybody is the user of this machine. `history` keeps
    conversations; without it they are in memory only. `ending` deletes what is kept for a time once that is over.
    `draw` draws pages of PDFs, in another process; without it no document has pictures. `runs` keeps the links by
    which quizzes are taken; without it they are not run here.
    """
    app = FastAPI(
        lifespan=_lifespan,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry=NO_TELEMETRY,
    )
    rendering = Rendering(settings)
    sessions = Sessions(secret_of_start(settings.secret, token_of(access)), settings.https)
    app.state.ending = ending
    app.state.parts = Parts(
        assistant,
        live,
        settings,
        sessions,
        rendering,
        Pictures(live.data, draw),
        owners=history or Owners(),
        history=history,
        releasing=releasing,
        uploading=uploading,
        runs=runs,
        access=access,
        places=Places.for_model(settings.model),
        questions=_limit(settings),
    )
    for router, role in ROUTERS:
        app.include_router(router, dependencies=[Depends(authorised(role))])
    for router in PUBLIC:
        app.include_router(router, dependencies=[Depends(recognised)])
    app.add_api_route("/healthz", healthz)
    app.mount("/static", VersionedFiles(rendering.static_version))
    add_handlers(app)
    # The last one added stands in front of the others.
    if token := token_of(access):
        app.add_middleware(Door, token=token, sessions=sessions)
    app.add_middleware(OwnSiteOnly, refuse=refuse)
    app.add_middleware(BodyLimit, limit=MOST_BODY_BYTES, refuse=refuse, streamed=STREAMED)
    app.add_middleware(AllowedHosts, hosts=settings.allowed_hosts, refuse=refuse)
    app.add_middleware(CatchFaults)
    app.add_middleware(SecurityHeaders, https=settings.https)
    return app


def _limit(settings: WebSettings) -> Limit | None:
    return Limit(settings.questions_a_minute, 60) if settings.questions_a_minute else None


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    live: LiveIndex = app.state.parts.live
    # Opened here, so that nobody's first question waits for the model.
    await run_in_threadpool(_open, live)
    # What a server that was killed has left: the files of an upload may tell more than they should.
    await run_in_threadpool(Uploads(live.data).clear)
    forgetting = asyncio.create_task(keep_forgetting(app.state.ending))
    yield
    forgetting.cancel()
    if releasing := app.state.parts.releasing:
        await run_in_threadpool(releasing.evaluating.stop)
        await run_in_threadpool(releasing.rebuilding.stop)
    if uploading := app.state.parts.uploading:
        await run_in_threadpool(uploading.stop)
        await run_in_threadpool(Uploads(live.data).clear)
    await run_in_threadpool(live.close)


def _open(live: LiveIndex) -> None:
    with live.use():
        pass


def healthz(parts: WithParts) -> JSONResponse:
    """Return whether questions can be answered (200, else 503), and from which index."""
    with parts.live.use() as index:
        version = index.version if index else None
    ready = version is not None
    degraded = parts.live.degraded is not None
    return JSONResponse({"ready": ready, "index_version": version, "degraded": degraded}, 200 if ready else 503)
