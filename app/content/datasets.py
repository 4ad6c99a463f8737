"""The named sets of data."""

from typing import Any

from app.datasets.loader import datasets


def datasets_content() -> dict[str, Any]:
    """All sets, each with the link that shows it."""
    return {
        "datasets": [
            {**each.model_dump(exclude={"query", "data"}), "rows": len(each.rows), "data": each.data, "link": each.link}
            for each in datasets()
        ]
    }
