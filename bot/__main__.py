"""The command line: `python -m bot SUBCOMMAND`; each subcommand is a module of bot/commands."""

import argparse
import importlib
import sys
from collections.abc import Sequence

from bot import collect, garbage
from bot.errors import CannotStart, nobody_reads


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one subcommand; the exit status is 0 done, 1 not done, 2 wrongly asked."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    parser = argparse.ArgumentParser(prog="chibo", description=__doc__)
    parsers = parser.add_subparsers(dest="subcommand", required=True, metavar="SUBCOMMAND")
    # Importing only the subcommand asked for keeps every start fast.
    known = {name.rstrip("_").replace("_", "-"): name for name in collect.names("bot.commands")}
    wanted = [known[words[0]]] if words and words[0] in known else sorted(known.values())
    for name in wanted:
        module = importlib.import_module(f"bot.commands.{name}")
        sub = parsers.add_parser(module.NAME, help=module.HELP, description=module.__doc__)
        module.arguments(sub)
        sub.set_defaults(run=module.run)
    options = parser.parse_args(words)
    try:
        return int(options.run(options))
    except CannotStart as problem:
        print(problem.lines, file=sys.stderr)
        return problem.status
    except BrokenPipeError:
        nobody_reads()
        return 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    garbage.collect_seldom()
    sys.exit(main())
