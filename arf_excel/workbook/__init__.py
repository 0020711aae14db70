"""The one door to written workbooks: write, check, move into place."""
