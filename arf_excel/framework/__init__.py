"""The framework as data, and how answers are judged against it."""
