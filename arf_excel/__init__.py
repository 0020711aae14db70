"""The toolkit that NHS North West runs its Anti-racist Framework on, in spreadsheets."""

__version__ = "0.1.0"
