"""XML from strangers: expat with namespaces, always as UTF-8, with no DOCTYPE and no entity of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.parsers import expat

from arf_excel.errors import UnreadableError

Attributes = Mapping[str, str]
SEPARATOR = "}"
"""Names reach the handlers as 'namespace}local'."""


def reader(part: str) -> expat.XMLParserType:
    """A parser that refuses a DOCTYPE. Handlers are set by the caller."""

    def refuse(*_: object) -> None:
        raise UnreadableError("FIX-014", part=part)

    parser = expat.ParserCreate("UTF-8", SEPARATOR)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def run(parser: expat.XMLParserType, data: bytes, part: str) -> None:
    """Feed a whole part; anything that is not well formed UTF-8 is a damaged part.

    A NUL tells UTF-16, which expat would follow and the reader behind the gate would not.
    """
    try:
        if b"\0" in data[:8]:
            raise UnicodeError
        parser.Parse(data, True)
    except (expat.ExpatError, UnicodeError) as fault:
        raise UnreadableError("FIX-023", part=part) from fault


def each_element(data: bytes, part: str, start: Callable[[str, Attributes], None]) -> None:
    """Call `start` with the name and attributes of every element."""
    parser = reader(part)
    parser.StartElementHandler = start
    run(parser, data, part)


def each_text(data: bytes, part: str, done: Callable[[str, Attributes, str], None]) -> None:
    """Call `done` with the name, attributes and own text of every element, as each ends."""
    parser = reader(part)
    open_elements: list[tuple[str, Attributes, list[str]]] = []

    def start(name: str, attributes: Attributes) -> None:
        pieces: list[str] = []
        open_elements.append((name, attributes, pieces))

    def text(piece: str) -> None:
        open_elements[-1][2].append(piece)

    def end(_: str) -> None:
        name, attributes, pieces = open_elements.pop()
        done(name, attributes, "".join(pieces))

    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.EndElementHandler = end
    run(parser, data, part)


def local(name: str) -> str:
    """'sheet' for '…main}sheet'."""
    return name.rpartition(SEPARATOR)[2]


def truth(value: str | None) -> bool:
    """Spellings of true in the file formats."""
    return value is not None and value.strip().lower() in {"1", "true", "on"}
