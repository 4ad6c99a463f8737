"""Where this site is, as absolute addresses say it."""

import re

from fastapi import Request

from app.settings import settings

NAME = r"[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?"
HOST = re.compile(rf"(?:{NAME}(?:\.{NAME})*|\[[0-9a-f:.]+\])(?::\d{{1,5}})?", re.ASCII | re.IGNORECASE)
LONGEST_HOST = 255


def base_address(request: Request) -> str:
    """The address of this site, without a slash at its end; empty where neither settings nor the request say it.

    A request says it by its Host, which anybody may write as they like: what could be no host is not believed.
    """
    if settings().public_url is not None:
        return str(settings().public_url).rstrip("/")
    host = request.headers.get("host", "")
    return f"{request.scope['scheme']}://{host}" if len(host) <= LONGEST_HOST and HOST.fullmatch(host) else ""
