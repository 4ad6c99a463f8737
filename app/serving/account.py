"""What is told of one request when it is done, gathered by the layers that it passes."""

from dataclasses import dataclass
from time import monotonic

from starlette.types import Scope

from app.estimate import noted

KEY = "account"


@dataclass
class Account:
    """What became of a request."""

    began: float
    """By a clock that no one sets."""
    id: str = ""
    cost: float = 0.0
    """Estimated, in milliseconds; 0 where nothing was estimated."""
    computed: float | None = None
    """Seconds that it held a place at work, or None."""
    outcome: str = ""
    """`shed` or `left`; empty for an answer."""

    def note(self, cost: float) -> None:
        """The largest estimate counts: the same link may be looked at twice."""
        self.cost = max(self.cost, cost)


def open_account(scope: Scope) -> Account:
    """Begin an account; what the request costs is noted there wherever it is estimated."""
    account = Account(monotonic())
    scope[KEY] = account
    noted.set(account.note)
    return account


def account_of(scope: Scope) -> Account:
    """The account of a request; where nobody opened one, one that nobody reads."""
    found = scope.get(KEY)
    return found if isinstance(found, Account) else Account(monotonic())
