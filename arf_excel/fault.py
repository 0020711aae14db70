"""Our own faults: one line for the person, and a log of frames and codes without a word from any return."""

from __future__ import annotations

import tempfile
import traceback
from pathlib import Path

from arf_excel import __version__

LOG = "arf-excel-fault.log"


def log_fault(error: BaseException) -> Path | None:
    """Write where it happened, never what a message or a cell said. None when that cannot be written."""
    frames = [
        f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)
    ]
    chain = [type(error).__name__]
    while error.__cause__ is not None:
        error = error.__cause__
        chain.append(type(error).__name__)
    lines = [f"arf-excel {__version__}", f"fault: {' from '.join(chain)}", *frames]
    path = Path(tempfile.gettempdir()) / LOG
    try:
        path.write_text("\n".join(lines) + "\n", "utf-8")
    except OSError:
        return None
    return path
