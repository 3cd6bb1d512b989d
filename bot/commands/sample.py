"""Writes the workbook of the sample district: invented people in real communes."""

import argparse
from pathlib import Path

from bot import sample
from texts import roster as words

NAME = "sample"
HELP = "write the sample district's workbook"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file to write."""
    parser.add_argument("file", type=Path, metavar="FILE.xlsx")


def run(options: argparse.Namespace) -> int:
    """0 written, 1 the place cannot be written to."""
    try:
        sample.write_workbook(options.file)
    except OSError as error:
        print(words.cannot_write(str(options.file), error.strerror or str(error)))
        return 1
    print(words.written(str(options.file)))
    return 0
