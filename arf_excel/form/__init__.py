"""The form: its tables, sheets, layout and writer."""
