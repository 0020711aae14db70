"""The figures of workbook_templates/limits.toml for evidence files and for links."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from arf_excel.framework.templates import read_toml


@dataclass(frozen=True)
class FileBounds:
    """See limits.toml for each figure."""

    files: int
    hash_bytes: int
    path_length: int


@dataclass(frozen=True)
class LinkBounds:
    """See limits.toml for each figure."""

    links: int
    seconds: float
    seconds_a_link: float
    bytes_a_link: int
    redirects: int
    hosts: int
    pause: float
    silent: int
    ports: tuple[int, ...]


@lru_cache
def file_bounds() -> FileBounds:
    return FileBounds(**read_toml("limits.toml")["evidence"])


@lru_cache
def link_bounds() -> LinkBounds:
    given = read_toml("limits.toml")["links"]
    return LinkBounds(**{**given, "ports": tuple(given["ports"])})
