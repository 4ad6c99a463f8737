"""What Prometheus is told; of all workers at once where they share a folder."""

import os

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from app.serving.account import Account

SECONDS = (0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable by which the library finds the folder that workers share."""
PAGE = os.sysconf("SC_PAGE_SIZE")

OWN = CollectorRegistry()
REQUESTS = Histogram(
    "losscope_request_seconds", "From the request to the end of its answer.", ("route",), buckets=SECONDS, registry=OWN
)
ANSWERS = Counter("losscope_answers", "Answers by status.", ("status",), registry=OWN)
COMPUTED = Histogram(
    "losscope_computed_seconds", "How long a request held a place at work.", ("route",), buckets=SECONDS, registry=OWN
)
ESTIMATED = Histogram(
    "losscope_estimated_seconds", "What requests were estimated to cost.", ("route",), buckets=SECONDS, registry=OWN
)
OUTCOMES = Counter("losscope_unanswered", "Requests that were shed, or whose visitor left.", ("outcome",), registry=OWN)
KEPT = Counter(
    "losscope_kept", "Requests for what is kept: hit, computed, or joined to one that computes.", ("how",), registry=OWN
)
WAITING = Gauge("losscope_waiting", "Requests in line.", registry=OWN, multiprocess_mode="livesum")
WORKING = Gauge("losscope_working", "Requests being computed.", registry=OWN, multiprocess_mode="livesum")
MEMORY = Gauge("losscope_resident_bytes", "Memory of a worker.", registry=OWN, multiprocess_mode="liveall")


def observe(route: str, status: int, seconds: float, account: Account, outcome: str) -> None:
    """Count a request that is done."""
    REQUESTS.labels(route).observe(seconds)
    ANSWERS.labels(str(status)).inc()
    if account.computed is not None:
        COMPUTED.labels(route).observe(account.computed)
        if account.cost:
            ESTIMATED.labels(route).observe(account.cost / 1000)
    if outcome:
        OUTCOMES.labels(outcome).inc()


def exposition() -> tuple[bytes, str]:
    """All of it as text, and the type of that text."""
    MEMORY.set(_resident())
    registry = OWN
    if FOLDER in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return generate_latest(registry), CONTENT_TYPE_LATEST


def _resident() -> int:
    """Bytes of memory that this process has, or 0 where the system does not say."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * PAGE
    except (OSError, IndexError, ValueError):
        return 0
