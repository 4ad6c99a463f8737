"""All pages for search engines. Chapters are parts of one page, so that they have no line of their own."""

from xml.sax.saxutils import escape

from fastapi import APIRouter, Request, Response

from app.address import base_address
from app.frameworks.table import lines
from app.scenarios.loader import scenarios

router = APIRouter()

HEAD = """\
<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
"""
PAGES = ("/", "/learn", "/learn/print", "/learn/frameworks", "/lab", "/lab/data", "/reference", "/formulas", "/docs")


def addresses() -> list[str]:
    """Of all pages, without this site: the fixed ones, the rows of the frameworks' table, each scenario in the lab."""
    rows = (f"/learn/frameworks/{line.slug}" for line in lines())
    return [*PAGES, *rows, *(f"/lab?{each.link}" for each in scenarios())]


@router.get("/sitemap.xml", include_in_schema=False)
def sitemap(request: Request) -> Response:
    """The list in the form of sitemaps.org; its addresses have to be absolute, so without a host it is empty."""
    base = base_address(request)
    listed = "".join(f"<url><loc>{escape(base + each)}</loc></url>\n" for each in addresses() if base)
    return Response(f"{HEAD}{listed}</urlset>\n", media_type="application/xml")
