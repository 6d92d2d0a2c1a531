"""Reading a delivery note; nothing here knows the database."""

import csv
import io
from dataclasses import dataclass, field

COLUMNS = ("sku", "name", "quantity")


class Unreadable(ValueError):
    """A file of which nothing can be counted."""


@dataclass
class DeliveryNote:
    quantities: dict[str, int] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    problems: list[dict[str, object]] = field(default_factory=list)


def read(text: str) -> DeliveryNote:
    """Adds up the lines by article; those that cannot be counted are named."""
    lines = csv.DictReader(io.StringIO(text))
    missing = [column for column in COLUMNS if column not in (lines.fieldnames or [])]
    if missing:
        raise Unreadable(f"no column {', '.join(missing)}")
    note = DeliveryNote()
    for line in lines:
        if reason := problem(line):
            note.problems.append({"line": lines.line_num, "reason": reason})
            continue
        sku = line["sku"].strip()
        note.names.setdefault(sku, line["name"])
        note.quantities[sku] = note.quantities.get(sku, 0) + int(line["quantity"])
    return note


def problem(line: dict[str, str | None]) -> str:
    if not (line["sku"] or "").strip():
        return "no sku"
    quantity = (line["quantity"] or "").strip()
    if not (quantity.isascii() and quantity.isdigit() and int(quantity) > 0):
        return f"quantity: {quantity}"
    return ""
