"""Runs a command here and tells, as the last line of standard error, what it did outside itself."""

from __future__ import annotations

import json
import sys

_ROOMS = {"socket", "subprocess", "urllib", "ftplib", "smtplib", "webbrowser", "winreg"}
_DEEDS = {
    *("os.system", "os.exec", "os.posix_spawn", "os.fork", "os.startfile"),
    *("os.rename", "os.remove", "os.mkdir", "os.rmdir", "shutil.copyfile"),
}
seen: list[str] = []


def look(event: str, args: tuple[object, ...]) -> None:
    """A file opened to write, a call to the network, a program started, a file moved or removed."""
    opened = event == "open" and isinstance(args[0], str) and isinstance(args[1], str)
    if opened and set(str(args[1])) & set("wax+"):
        seen.append(f"open {args[0]}")
    elif event.partition(".")[0] in _ROOMS or event in _DEEDS:
        seen.append(event)


if __name__ == "__main__":
    from arf_excel.cli import main

    sys.addaudithook(look)
    code: object = 0
    try:
        main(sys.argv[1:])
    except SystemExit as leave:
        code = leave.code or 0
    sys.stderr.write("\n" + json.dumps([code, seen]))
