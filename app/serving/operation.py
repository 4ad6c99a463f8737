"""What those ask who run the site: whether it lives, whether it is ready, how it is doing."""

from fastapi import APIRouter, Request, Response

from app import __version__
from app.errors import problem_response
from app.serving.metrics import exposition

router = APIRouter(tags=["operation"])
FRESH = {"Cache-Control": "no-store"}


@router.get("/healthz")
async def health() -> dict[str, str]:
    """Alive, and which version."""
    return {"status": "ok", "version": __version__}


@router.get("/readyz", include_in_schema=False)
async def readiness(request: Request) -> Response:
    """Whether the pages that are made at the start are made, and the server is not about to stop.

    A long line does not make it unready: that would send its visitors to the next one, until none is ready.
    """
    if getattr(request.app.state, "is_ready", False):
        return Response("ready\n", media_type="text/plain", headers=FRESH)
    answer = problem_response(503, "Not ready", "The server is starting or stopping.")
    answer.headers["Retry-After"] = "1"
    return answer


@router.get("/metrics", include_in_schema=False)
def metrics() -> Response:
    """What Prometheus reads. Not for the public: nginx answers 404 in its place."""
    text, kind = exposition()
    return Response(text, media_type=kind, headers=FRESH)
