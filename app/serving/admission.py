"""Lets as many requests compute as there are places, and stops those whose visitors have gone."""

import asyncio
from ipaddress import IPv6Address, ip_address
from time import monotonic

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.core.interruption import interruptible
from app.errors import problem_response
from app.serving.account import Account, account_of
from app.serving.computed import is_computed
from app.serving.line import Full, Line
from app.serving.metrics import WAITING, WORKING
from app.settings import settings

FIRST = 0.05
"""Seconds that a path is thought to take of which nothing is known yet."""
BROWSER = 6
"""Requests that a browser has under way at once: who visits alone is never turned away, however slow the machine."""
MOST_PATHS = 100
SHARE = 0.1
"""How much the newest request says about the next one."""
NETWORK = 64
"""Bits of an IPv6 address that one visitor may not choose."""


class Admission:
    """In front of all that computes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.line = Line(settings().computing, settings().longest_wait / 1000, _told, BROWSER)
        self.usual: dict[str, float] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not is_computed(scope):
            await self.app(scope, receive, send)
            return
        account, visitor = account_of(scope), _Visitor(receive)
        watching = asyncio.create_task(visitor.watch())
        try:
            await self._admit(scope, visitor, send, account)
        finally:
            watching.cancel()

    async def _admit(self, scope: Scope, visitor: "_Visitor", send: Send, account: Account) -> None:
        path = str(scope["path"])
        entering = asyncio.create_task(self.line.enter(address_of(scope), self.usual.get(path, FIRST)))
        leaving = asyncio.create_task(visitor.gone.wait())
        try:
            await asyncio.wait((entering, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not entering.done():
                account.outcome = "left"
                return
            entering.result()
        except Full as full:
            account.outcome = "shed"
            await _refusal(full)(scope, visitor.receive, send)
            return
        finally:
            leaving.cancel()
            entering.cancel()
        await self._compute(path, scope, visitor, send, account)

    async def _compute(self, path: str, scope: Scope, visitor: "_Visitor", send: Send, account: Account) -> None:
        began = monotonic()
        try:
            with interruptible(visitor.gone.is_set):
                await self.app(scope, visitor.receive, send)
        finally:
            self.line.leave()
            account.computed = monotonic() - began
            if not visitor.gone.is_set():
                self._learn(path, account.computed)

    def _learn(self, path: str, seconds: float) -> None:
        if path in self.usual or len(self.usual) < MOST_PATHS:
            before = self.usual.get(path, seconds)
            self.usual[path] = before + SHARE * (seconds - before)


class _Visitor:
    """Hears when the visitor leaves, from the moment that the body is read."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self.gone = asyncio.Event()
        self.messages: asyncio.Queue[Message] = asyncio.Queue()

    async def watch(self) -> None:
        """Read until the visitor leaves; bodies are short, as the limits see to."""
        while not self.gone.is_set():
            message = await self._receive()
            if message["type"] == "http.disconnect":
                self.gone.set()
            self.messages.put_nowait(message)

    async def receive(self) -> Message:
        """What the application reads."""
        return await self.messages.get()


def address_of(scope: Scope) -> str:
    """Who asks, as far as lines are concerned: an IPv4 address, or the network of an IPv6 one.

    >>> address_of({"client": ("192.0.2.7", 1)}), address_of({"client": ("2001:db8::1:2", 1)})
    ('192.0.2.7', '2001:db8::/64')
    """
    host = str((scope.get("client") or ("",))[0])
    try:
        address = ip_address(host)
    except ValueError:
        return host[:64]
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped:
            return str(address.ipv4_mapped)
        return f"{IPv6Address(int(address) >> (128 - NETWORK) << (128 - NETWORK))}/{NETWORK}"
    return str(address)


def _refusal(full: Full) -> ASGIApp:
    answer = problem_response(503, "Too busy", f"Too many ask at once; in {full.retry_after} s there may be room.")
    answer.headers["Retry-After"] = str(full.retry_after)
    return answer


def _told(waiting: int, working: int) -> None:
    WAITING.set(waiting)
    WORKING.set(working)
