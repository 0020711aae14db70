"""A round: its folder, settings and issued forms."""
