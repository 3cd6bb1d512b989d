"""LibreOffice, where it is installed: what a document becomes when somebody really opens it.

Missing, the test is skipped; with REQUIRE_OFFICE=1 it fails instead, as in CI.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def converted(file: Path, form: str, to: Path) -> Path:
    """The file opened and saved in another form, e.g. `pdf` or `csv:...`."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        if os.environ.get("REQUIRE_OFFICE") == "1":
            pytest.fail("REQUIRE_OFFICE=1, but no LibreOffice")
        pytest.skip("no LibreOffice")
    to.mkdir(exist_ok=True)
    profile = f"-env:UserInstallation=file://{to / 'profile'}"
    subprocess.run(
        [program, profile, "--headless", "--convert-to", form, "--outdir", str(to), str(file)],
        check=True,
        capture_output=True,
        timeout=110,
    )
    return to / f"{file.stem}.{form.partition(':')[0]}"
