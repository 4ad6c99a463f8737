"""Many cases against every operation: python -m tests.fuzz [cases of each] [part of its name].

Prints one line an operation. Ends with 1 when an answer is wrong, or takes three times as long as may be admitted.
"""

import sys
import time
from collections import Counter

from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import Case

from app.main import create_app
from app.settings import settings as limits
from tests.fuzz.answers import send
from tests.fuzz.cases import Operation, cases
from tests.fuzz.service import described, operations

EACH = 150
MOST = 3
"""How many times as long as its estimate an answer may take."""
APP = create_app()


class Tally:
    """What became of the cases of one operation."""

    def __init__(self, operation: Operation) -> None:
        self.operation = operation
        self.statuses: Counter[int] = Counter()
        self.slowest = 0.0
        self.slowest_case = ""

    def count(self, case: Case) -> None:
        answered = send(APP, case)
        self.statuses[answered.status] += 1
        if answered.cpu > self.slowest:
            self.slowest, self.slowest_case = answered.cpu, case.as_curl_command()

    def line(self) -> str:
        statuses = ", ".join(f"{count:,} × {status}" for status, count in sorted(self.statuses.items()))
        return f"{self.operation.label:32} {statuses:36} slowest {self.slowest:7,.0f} ms"


def fuzz(operation: Operation, each: int) -> tuple[Tally, str]:
    """The tally, and what is wrong, with the smallest case that shows it."""
    tally = Tally(operation)

    @settings(max_examples=each, deadline=None, suppress_health_check=list(HealthCheck), phases=[Phase.generate])
    @given(case=cases(operation))
    def all_cases(case: Case) -> None:
        tally.count(case)

    try:
        all_cases()
    except Exception as wrong:
        return tally, f"{wrong}\n" + "\n".join(str(one) for one in getattr(wrong, "exceptions", ()))
    too_slow = tally.slowest > MOST * limits().cost_limit
    return tally, f"{tally.slowest:,.0f} ms of computing: {tally.slowest_case[:2_000]}" if too_slow else ""


def main() -> None:
    each = int(sys.argv[1]) if len(sys.argv) > 1 else EACH
    chosen = [one for one in operations(described(APP)) if all(part in one.label for part in sys.argv[2:])]
    started, tallies, failed = time.process_time(), [], 0
    for operation in chosen:
        tally, wrong = fuzz(operation, each)
        tallies.append(tally)
        failed += bool(wrong)
        print(tally.line(), *(["", wrong[:6_000]] if wrong else []), sep="\n" if wrong else "", flush=True)
    total = sum(sum(tally.statuses.values()) for tally in tallies)
    print(f"{total:,} cases, {time.process_time() - started:,.0f} s of CPU, {failed} operations with wrong answers")
    sys.exit(bool(failed))


main()
