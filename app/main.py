"""The application: mounts, routers, handlers."""

import asyncio
import gc
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from threading import Event

from fastapi import APIRouter, FastAPI

from app import __version__
from app.api import (
    catalogue,
    datasets,
    descent,
    experiment,
    figure,
    fits,
    frameworks,
    landscape,
    loss,
    program,
    read_data,
    smoothing,
    subdifferential,
    sweep,
    table,
)
from app.api.document import document
from app.api.experiment_link import posted
from app.core.interruption import Interrupted, check, interruptible
from app.errors import add_handlers
from app.pages import (
    applied,
    docs,
    embed,
    formulas,
    framework_table,
    home,
    lab,
    learn,
    named_set,
    oembed,
    reference,
    robots,
    sitemap,
    take_away,
)
from app.pages.error import add_error_pages
from app.pages.site import icon
from app.pages.static_files import mount_static
from app.serving import operation
from app.serving.stack import add_serving

PAGES = (
    home,
    learn,
    framework_table,
    lab,
    applied,
    named_set,
    embed,
    oembed,
    take_away,
    reference,
    formulas,
    docs,
    robots,
    sitemap,
)
API = (
    loss,
    landscape,
    descent,
    subdifferential,
    experiment,
    sweep,
    smoothing,
    fits,
    read_data,
    datasets,
    figure,
    table,
    program,
    frameworks,
    catalogue,
)
MADE = (home.page, learn.page, reference.page)
"""The front page first: its scenarios import SciPy's solvers."""


def create_app() -> FastAPI:
    """The ASGI application."""
    app = FastAPI(title="Losscope", version=__version__, docs_url=None, redoc_url=None, lifespan=warm_up)
    add_handlers(app)
    add_error_pages(app)
    mount_static(app)  # before all routes: what is asked for most is found first
    api = APIRouter(prefix="/api/v1", tags=["api"])
    for module in API:
        api.include_router(module.router)
        api.include_router(posted(module.router))
    app.include_router(api)
    for page in PAGES:
        app.include_router(page.router)
    app.add_api_route("/favicon.ico", icon, methods=["GET"], include_in_schema=False)
    app.include_router(operation.router)
    document(app)
    add_serving(app)
    return app


@asynccontextmanager
async def warm_up(app: FastAPI) -> AsyncIterator[None]:
    """Make the pages that are the same for everybody while the first visitors are served already."""
    gc.freeze()  # what has been imported stays, and need not be looked at again and again
    stopping = Event()
    warming = asyncio.create_task(_make_ready(app, stopping))
    yield
    stopping.set()
    await warming
    app.state.is_ready = False


async def _make_ready(app: FastAPI, stopping: Event) -> None:
    await asyncio.to_thread(make_pages, stopping)
    if not stopping.is_set():
        await asyncio.to_thread(app.openapi)  # whose route computes its examples where nothing may take long
    app.state.is_ready = not stopping.is_set()


def make_pages(stopping: Event) -> None:
    """One after another, so that they leave room for answers; when the server stops, they stop soon."""
    with interruptible(stopping.is_set), suppress(Interrupted):
        for page in MADE:
            check()
            page()


app = create_app()
