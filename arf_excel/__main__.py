"""`python -m arf_excel` does all that the script does; application control often blocks .exe files."""

import sys


def run() -> None:
    """Start the command line; stopping it while it loads is no fault either."""
    try:
        from arf_excel.cli import main

        main()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        raise SystemExit(130) from None


if __name__ == "__main__":
    run()
