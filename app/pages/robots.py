"""What crawlers may read: pages and the pictures on cards, but nothing that is computed for programs."""

from fastapi import APIRouter, Request, Response
from fastapi.responses import PlainTextResponse

from app.address import base_address

router = APIRouter()

RULES = """\
User-agent: *
Allow: /api/v1/figure.png
Disallow: /api/
Disallow: /embed
Disallow: /lab/apply
Disallow: /lab/take-away
"""


@router.get("/robots.txt", include_in_schema=False)
def robots(request: Request) -> Response:
    """The rules, and where all pages are listed (RFC 9309)."""
    base = base_address(request)
    return PlainTextResponse(RULES + (f"\nSitemap: {base}/sitemap.xml\n" if base else ""))
