"""The link of a request: its query, and beyond what addresses may hold, the form in its body."""

from typing import Annotated

from fastapi import Depends, HTTPException, Request
from starlette.datastructures import QueryParams

from app.query import Pairs

FORM = "application/x-www-form-urlencoded"
LONGEST_LINK = 8_000
"""Characters of a link that mail, chats and servers on the way take in an address."""
LONGEST_BODY = 200_000
"""Bytes of a form: the longest data, with every colon and comma in percents."""
MOST_KEYS = 1_000
"""No link has as many; each that is unknown costs time to say so."""


async def sent_pairs(request: Request) -> Pairs:
    """The keys of a request with their texts: those of its query, then those of its body.

    Raises:
        HTTPException: 415 when the body is no form, 413 when it is too long, 422 when no link has as many keys.
    """
    pairs = request.query_params.multi_items()
    if request.method == "POST":
        pairs += QueryParams(await read_form(request, LONGEST_BODY)).multi_items()
    if len(pairs) > MOST_KEYS:
        raise HTTPException(422, f"{len(pairs):,} keys are given; {MOST_KEYS:,} are allowed")
    return pairs


async def read_form(request: Request, most: int) -> bytes:
    """The body of a request that sends a form.

    Raises:
        HTTPException: 415 when it is none, 413 when it is longer than it may be.
    """
    kind = request.headers.get("content-type", FORM).partition(";")[0].strip().lower()
    if kind != FORM:
        raise HTTPException(415, f"a form is sent as {FORM}, not as {kind[:80]}")
    return await read_body(request, most)


async def read_body(request: Request, most: int) -> bytes:
    """The body of a request; no more of it is taken than is allowed.

    Raises:
        HTTPException: 413 when it is longer.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise HTTPException(413, f"the body is too long; {most:,} bytes are allowed")
    return bytes(body)


SentPairs = Annotated[Pairs, Depends(sent_pairs)]
