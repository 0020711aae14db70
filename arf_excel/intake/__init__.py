"""A returned file, from bytes to answers that know their cells."""
