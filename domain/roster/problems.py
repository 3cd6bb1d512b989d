"""What can be wrong with a workbook, as data; worded in texts/roster_problems.py."""

from dataclasses import dataclass
from enum import StrEnum

from domain.roster.lines import Column, Sheet


class Fault(StrEnum):
    """One kind of problem; the comment names its arguments."""

    # the file
    NO_FILE = "no_file"  # path
    CANNOT_OPEN = "cannot_open"  # path, the system's word
    TOO_BIG = "too_big"  # megabytes allowed
    EMPTY_FILE = "empty_file"
    OLD_EXCEL = "old_excel"
    LOCKED = "locked"
    OPEN_DOCUMENT = "open_document"
    SINGLE_CSV = "single_csv"  # file names wanted
    NOT_A_WORKBOOK = "not_a_workbook"
    UNPACKS_TOO_BIG = "unpacks_too_big"  # megabytes allowed
    WIDE_RANGE = "wide_range"  # the range
    BROKEN_WORKBOOK = "broken_workbook"
    NOT_UTF8 = "not_utf8"  # file name
    BROKEN_CSV = "broken_csv"  # file name
    # the sheets
    NO_SHEET = "no_sheet"  # name wanted, names found
    TWO_SHEETS = "two_sheets"  # names found
    NO_HEADER = "no_header"  # headers wanted
    NO_COLUMN = "no_column"  # header wanted, headers found
    TWO_COLUMNS = "two_columns"  # header
    MERGED = "merged"  # range
    TOO_MANY_ROWS = "too_many_rows"  # rows allowed
    NO_ROWS = "no_rows"
    # a cell
    FORMULA = "formula"  # address
    EXCEL_ERROR = "excel_error"  # address, what the cell shows
    BLANK = "blank"
    TOO_LONG = "too_long"  # characters allowed
    BAD_CODE = "bad_code"  # what is there
    BAD_NUMBER = "bad_number"  # what is there, lowest, highest
    BAD_DATE = "bad_date"  # what is there
    BAD_YEAR = "bad_year"  # the year
    BAD_TIME = "bad_time"  # what is there
    BAD_PHONE = "bad_phone"  # what is there
    BAD_ROLE = "bad_role"  # what is there
    BAD_YES_NO = "bad_yes_no"  # what is there
    BAD_HABIT = "bad_habit"  # what is there
    # lines together
    DATES_REVERSED = "dates_reversed"  # from, to
    SAME_CODE = "same_code"  # code, the other row
    SAME_POST = "same_post"  # code, the other row
    UNKNOWN_UNIT = "unknown_unit"  # code
    UNKNOWN_BRANCH = "unknown_branch"  # code
    UNKNOWN_PERSON = "unknown_person"  # code
    UNIT_IN_ITSELF = "unit_in_itself"  # codes around the circle
    MORE_EXEMPT = "more_exempt"  # exempt, members
    NO_BRANCH = "no_branch"  # role
    NO_OFFICE = "no_office"  # role
    TWO_SECRETARIES = "two_secretaries"  # branch, the other person, the other row
    NOT_A_CADRE = "not_a_cadre"  # person
    SAME_ASSIGNMENT = "same_assignment"  # person, branch, the other row
    ERASED = "erased"  # person
    # looked strange, stops nothing
    SAME_PHONE = "same_phone"  # person, the other person, the other row
    SAME_VILLAGE = "same_village"  # village, the other branch, the other row
    NO_SECRETARY = "no_secretary"  # branch
    NO_CADRE = "no_cadre"  # branch
    MANY_END = "many_end"  # how many, of how many
    EXTRA_COLUMN = "extra_column"  # header
    EXTRA_SHEET = "extra_sheet"  # name
    EXAMPLES_SKIPPED = "examples_skipped"  # how many
    NEW_KIND = "new_kind"  # label


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem and where it is; without a sheet it is about the whole file."""

    fault: Fault
    arguments: tuple[str, ...] = ()
    sheet: Sheet | None = None
    row: int | None = None
    column: Column | None = None


class Unreadable(Exception):
    """The roster cannot be applied; `problems` say why, one line each."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(f"{len(problems)} problems")
        self.problems = problems
