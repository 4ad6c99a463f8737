"""What every answer forbids a browser, and what other sites may do with it."""

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.pages.site import POLICY

API = "/api/v1/"
NOTHING = "default-src 'none'; frame-ancestors 'none'"
"""The policy of what is no page."""
UNUSED = (
    *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope"),
    *("magnetometer", "microphone", "midi", "payment", "usb"),
)
"""Features of browsers that no page here asks for."""
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": ", ".join(f"{each}=()" for each in UNUSED),
    "Cross-Origin-Opener-Policy": "same-origin",
}
USED_ELSEWHERE = (API, "/embed", "/static/")
"""What pages of others load: numbers and figures, the framed figure, and its files, also where it is sandboxed."""
READ_METHODS = ("GET", "HEAD")
PREFLIGHT = {
    "Access-Control-Allow-Methods": ", ".join(READ_METHODS),
    "Access-Control-Allow-Headers": "*",
    "Access-Control-Max-Age": "86400",
}
"""What a browser is told that asks first (Fetch standard, 3.2.2)."""
TOLD = "ETag, Retry-After, X-Request-ID"
"""Headers that scripts of other sites may read besides the usual ones."""


class SafeHeaders:
    """Puts the headers on every answer, also on errors; a policy that an answer has already stays.

    A 304 has none: whoever keeps the answer would take it in place of the one that came with it (RFC 9111, 3.2).
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, method = scope["path"], scope["method"]
        is_asking = path.startswith(API) and _is_preflight(method, Headers(scope=scope))

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(raw=message["headers"])
                _complete(headers, path, is_asking or method in READ_METHODS)
                if message["status"] != 304:
                    is_page = headers.get("content-type", "").startswith("text/html")
                    headers.setdefault("Content-Security-Policy", POLICY if is_page else NOTHING)
            await send(message)

        answering = Response(status_code=204, headers=PREFLIGHT) if is_asking else self.app
        await answering(scope, receive, with_headers)


def _is_preflight(method: str, headers: Headers) -> bool:
    return method == "OPTIONS" and "origin" in headers and "access-control-request-method" in headers


def _complete(headers: MutableHeaders, path: str, is_read: bool) -> None:
    for name, value in ALWAYS.items():
        headers[name] = value
    shared = path.startswith(USED_ELSEWHERE)
    headers["Cross-Origin-Resource-Policy"] = "cross-origin" if shared else "same-origin"
    if path.startswith(API) and is_read:
        headers["Access-Control-Allow-Origin"] = "*"
        headers["Access-Control-Expose-Headers"] = TOLD
