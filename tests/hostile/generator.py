"""All odd workbooks by theme and name.

A maker is a public function of a theme that takes nothing, or one spelling of several.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from inspect import isfunction, signature
from types import ModuleType

THEMES = ("files", "zips", "markup", "books", "beside", "cells", "values", "texts", "ods", "old")
NAME = "return.xlsx"
Made = bytes | tuple[bytes, str]
"""The bytes of a file, and its name where that matters."""


@dataclass(frozen=True)
class Case:
    theme: str
    name: str
    make: Callable[[], Made]

    def file(self) -> tuple[bytes, str]:
        made = self.make()
        return made if isinstance(made, tuple) else (made, NAME)


def each(variants: Mapping[str, str]) -> Callable[[Callable[[str], Made]], Callable[[str], Made]]:
    """One maker for several spellings of one oddity, by name."""

    def marked(make: Callable[[str], Made]) -> Callable[[str], Made]:
        make.variants = variants  # type: ignore[attr-defined]
        return make

    return marked


def cases() -> list[Case]:
    return [case for theme in THEMES for case in _of(import_module(f"tests.hostile.{theme}"), theme)]


def _of(module: ModuleType, theme: str) -> Iterator[Case]:
    for key, make in vars(module).items():
        if key.startswith("_") or not isfunction(make) or make.__module__ != module.__name__:
            continue
        name = key.replace("_", " ")
        variants: Mapping[str, str] | None = getattr(make, "variants", None)
        assert make.__doc__, f"{theme}: {name} says what is odd"
        if variants is None:
            if not signature(make).parameters:
                yield Case(theme, name, make)
        else:
            for variant, text in variants.items():
                yield Case(theme, f"{name}, {variant}", lambda make=make, text=text: make(text))
