"""Writes an empty workbook for the office: headers, an example row, drop-downs and a guide."""

import argparse
from pathlib import Path

from bot.roster.writing import write_workbook
from texts import roster as words

NAME = "template"
HELP = "write an empty workbook to fill in"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The file to write; an existing one is left alone."""
    parser.add_argument("file", type=Path, metavar="FILE.xlsx")


def run(options: argparse.Namespace) -> int:
    """0 written, 1 the file exists or cannot be written."""
    if options.file.exists():
        print(words.exists(str(options.file)))
        return 1
    try:
        write_workbook(options.file, {}, examples=True)
    except OSError as error:
        print(words.cannot_write(str(options.file), error.strerror or str(error)))
        return 1
    print(words.written(str(options.file)))
    return 0
