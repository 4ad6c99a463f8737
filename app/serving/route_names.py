"""The names of routes for metrics: as many as there are routes, whatever visitors ask for."""

FAMILIES = ("/static/", "/learn/frameworks/")
"""Addresses of which there are many, by how they begin."""
MOST = 100
"""Routes that are told apart."""


class RouteNames:
    """Knows the paths that have answered: nobody can add to them by asking for what there is not.

    >>> names = RouteNames()
    >>> names.of("/lab", 200), names.of("/lab", 422), names.of("/wp-admin", 404), names.of("/static/1/a.js", 200)
    ('/lab', '/lab', 'other', '/static/')
    """

    def __init__(self) -> None:
        self.known: set[str] = set()

    def of(self, path: str, status: int) -> str:
        """The path, or how it begins, or `other`."""
        name = next((each for each in FAMILIES if path.startswith(each)), path)
        if status < 400 and len(self.known) < MOST:
            self.known.add(name)
        return name if name in self.known else "other"
