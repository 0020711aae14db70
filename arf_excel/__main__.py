"""`python -m arf_excel` does all that the script does; application control often blocks .exe files."""

from arf_excel.cli import main

if __name__ == "__main__":
    main()
