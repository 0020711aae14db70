"""Judged answers joined with their cells: findings."""
