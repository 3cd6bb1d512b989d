"""Plans a month from a file: reads chibo-instance/1, writes chibo-plan/1.

Progress goes to standard error. Ctrl-C, or the end of the time, writes the best plan so far.
Exit status: 0 a full plan that breaks no rule, 1 a partial one, 2 a file that cannot be read.
"""

import argparse
import json
import sys
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import Any, TextIO

from domain.planning.certificate import Certificate, certify
from domain.planning.facts import PlanningFacts
from domain.planning.formats import read_facts, write_plan
from domain.planning.json_reader import Malformed
from domain.planning.plan import Plan, PlanStatus

NAME = "solve"
HELP = "plan the meetings of an instance file and prove how good the plan is"
BAR_WIDTH = 30


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of this subcommand."""
    parser.add_argument("instance", type=Path, metavar="INSTANCE.json")
    parser.add_argument("--out", type=Path, metavar="PLAN.json", help="default: standard output")
    parser.add_argument(
        "--time", type=_seconds, default=60.0, metavar="SECONDS", help="default: 60"
    )
    parser.add_argument("--workers", type=int, choices=(1, 2), default=1)


def run(options: argparse.Namespace) -> int:
    """Read, solve, write; see the module for the exit status."""
    try:
        facts = read_facts(_decoded(options.instance))
    except Malformed as malformed:
        print(f"{options.instance}: {malformed}", file=sys.stderr)
        return 2
    if options.out is not None and not _can_write(options.out):
        print(f"{options.out}: cannot be written", file=sys.stderr)
        return 2
    plan = _solve(facts, options.time, options.workers)
    certificate = certify(facts, plan)
    text = json.dumps(_document(plan, certificate), ensure_ascii=False, indent=1) + "\n"
    if options.out is None:
        sys.stdout.write(text)
    else:
        options.out.write_text(text, encoding="utf-8", newline="\n")
    print(_summary(plan, certificate), file=sys.stderr)
    return 0 if certificate.clean else 1


def _seconds(text: str) -> float:
    """A time limit; the longest a computer can wait for is about a month."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 2_000_000:
        raise argparse.ArgumentTypeError(f"a number of seconds above 0 is expected, not {text!r}")
    return seconds


def _can_write(path: Path) -> bool:
    """Asked before the search, so that its plan is not lost after it."""
    try:
        with path.open("a", encoding="utf-8"):
            return True
    except OSError:
        return False


def _decoded(path: Path) -> Any:
    """The decoded file; a file that is absent or no JSON is malformed at its root."""
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise Malformed("$", error.strerror or "cannot be read") from None
    except ValueError as error:
        raise Malformed("$", f"is not JSON: {error}") from None
    except RecursionError:
        raise Malformed("$", "is nested too deeply") from None


def _document(plan: Plan, certificate: Certificate) -> dict[str, Any]:
    return {
        **write_plan(plan),
        "certificate": {
            "rules_checked": certificate.rules_checked,
            "violations": certificate.by_code,
            "cost_by_wish": dict(certificate.costs),
        },
    }


def _solve(facts: PlanningFacts, seconds: float, workers: int) -> Plan:
    """Solve in a thread, so that Ctrl-C reaches this one and can end the search."""
    # Importing the solver takes longer than refusing a malformed file.
    from domain.planning.solver import Progress, Stop, solve

    stop, display = Stop(), _Display(sys.stderr, seconds)

    def show(progress: Progress) -> None:
        display.show(progress.seconds, progress.cost, progress.bound, progress.missing)

    outcome: Future[Plan] = Future()

    def work() -> None:
        try:
            outcome.set_result(
                solve(facts, seconds=seconds, workers=workers, progress=show, stop=stop)
            )
        except BaseException as error:
            outcome.set_exception(error)

    threading.Thread(target=work, name="solve").start()
    plan = _wait(outcome, stop)
    display.close()
    return plan


def _wait(outcome: Future[Plan], stop: Any) -> Plan:
    """Wait for the plan; Ctrl-C asks the search, however often it begins anew, to end."""
    while True:
        try:
            if stop.requested:
                stop.request()
            return outcome.result(timeout=0.2)
        except KeyboardInterrupt:
            stop.request()
        except TimeoutError:
            continue


class _Display:
    """One line a change, or a bar that redraws itself where a terminal shows it."""

    def __init__(self, stream: TextIO, seconds: float) -> None:
        self._stream = stream
        self._limit = seconds
        self._terminal = stream.isatty()
        self._drawn = False

    def show(self, seconds: float, cost: int | None, bound: int | None, missing: int) -> None:
        """Show how far the search is."""
        gap = _gap(cost, bound)
        line = (
            f"cost {'-' if cost is None else cost}  bound {'-' if bound is None else bound}  "
            f"gap {'-' if gap is None else f'{gap:.1f} %'}  missing {missing}  {seconds:.1f} s"
        )
        if self._terminal:
            done = min(BAR_WIDTH, int(BAR_WIDTH * seconds / max(self._limit, 0.1)))
            bar = "#" * done + "." * (BAR_WIDTH - done)
            self._stream.write(f"\r\x1b[K[{bar}] {line}")
            self._drawn = True
        else:
            self._stream.write(line + "\n")
        self._stream.flush()

    def close(self) -> None:
        """Leave the bar's line."""
        if self._drawn:
            self._stream.write("\n")


def _gap(cost: int | None, bound: int | None) -> float | None:
    """Per cent of the cost that could at most be saved."""
    if cost is None or bound is None:
        return None
    return 100.0 * max(0, cost - bound) / cost if cost > 0 else 0.0


def _summary(plan: Plan, certificate: Certificate) -> str:
    parts = [plan.status.value]
    if plan.status is PlanStatus.PARTIAL:
        need = "all unavoidable" if len(plan.missing) == plan.missing_bound else "not proven"
        parts.append(f"{len(plan.missing)} missing ({need})")
    if plan.gap is not None and plan.status is not PlanStatus.OPTIMAL:
        parts.append(f"gap {100 * plan.gap:.1f} %")
    parts.append(f"cost {plan.cost}")
    parts.append(f"{certificate.rules_checked} rules checked")
    broken = " ".join(f"{code} {count}" for code, count in certificate.by_code.items())
    parts.append(f"{len(certificate.violations)} violations{': ' + broken if broken else ''}")
    return ", ".join(parts)
