"""Write the map page's data as a JSON schema, and as the types that its scripts are checked with.

Both are made from `whoholds.maps.page_types`; a test holds that they are fresh.
"""

from __future__ import annotations

import inspect
import json
import types
from pathlib import Path
from typing import Any, Literal, NotRequired, get_args, get_origin, get_type_hints, is_typeddict

from whoholds.maps.page_types import PageData

MAPS = Path(__file__).parents[1] / "src/whoholds/maps"
SCHEMA, TYPES = MAPS / "payload.schema.json", MAPS / "web/payload.d.ts"
OWN = {"FeatureCollection": "GeoJSON.FeatureCollection"}
"""Types that the scripts know from elsewhere."""
NAMES = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}
PLAIN = {
    "string": "string",
    "integer": "number",
    "number": "number",
    "null": "null",
    "boolean": "boolean",
}


def schema() -> dict[str, Any]:
    """Return the schema: nothing is in the data that it does not name."""
    found: dict[str, Any] = {}
    made = _object(PageData, found)
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    return {**head, **made, "$defs": dict(sorted(found.items()))}


def _object(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    """The schema of a typed dictionary; those that it is made of go into `found`."""
    fields = get_type_hints(kind)
    told = get_type_hints(kind, include_extras=True)
    return {
        "title": kind.__name__,
        "description": inspect.getdoc(kind),
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in fields if get_origin(told[name]) is not NotRequired],
        "properties": {name: _schema(field, found) for name, field in fields.items()},
    }


def _schema(kind: Any, found: dict[str, Any]) -> dict[str, Any]:
    if is_typeddict(kind):
        found[kind.__name__] = found.get(kind.__name__) or _object(kind, found)
        return {"$ref": f"#/$defs/{kind.__name__}"}
    parts = get_args(kind)
    match get_origin(kind):
        case None:
            return {"type": NAMES[kind]}
        case origin if origin is Literal:
            return {"enum": list(parts)}
        case types.UnionType:
            return {"anyOf": [_schema(part, found) for part in parts]}
        case origin if origin is list:
            return {"type": "array", "items": _schema(parts[0], found)}
        case origin if origin is tuple:
            items = [_schema(part, found) for part in parts]
            return {"type": "array", "prefixItems": items, "minItems": len(items), "items": False}
        case origin if origin is dict and parts[1] is Any:
            return {"type": "object"}
        case origin if origin is dict:
            return {"type": "object", "additionalProperties": _schema(parts[1], found)}
    raise ValueError(f"a form that has no schema here: {kind}")


def interfaces(made: dict[str, Any]) -> str:
    """Return a schema's objects as interfaces."""
    objects = {**made["$defs"], made["title"]: made}
    wanted = [_interface(name, one) for name, one in objects.items() if name not in OWN]
    return "/* Made by tools/page_types.py. */\n\n" + "\n".join(wanted)


def _interface(name: str, one: dict[str, Any]) -> str:
    fields = [
        f"  {field}{'' if field in one['required'] else '?'}: {_type(kind)};\n"
        for field, kind in one["properties"].items()
    ]
    text = "\n * ".join(line for line in one["description"].splitlines() if line)
    return f"/** {text} */\ninterface {name} {{\n{''.join(fields)}}}\n"


def _type(kind: dict[str, Any]) -> str:
    match kind:
        case {"$ref": name}:
            name = name.removeprefix("#/$defs/")
            return OWN.get(name, name)
        case {"anyOf": several}:
            return " | ".join(map(_type, several))
        case {"enum": values}:
            return " | ".join(map(json.dumps, values))
        case {"type": "array", "prefixItems": items}:
            return f"[{', '.join(map(_type, items))}]"
        case {"type": "array", "items": item}:
            inner = _type(item)
            return f"({inner})[]" if " | " in inner else f"{inner}[]"
        case {"type": "object", "additionalProperties": dict() as values}:
            return f"Record<string, {_type(values)}>"
        case {"type": "object"}:
            return "any"
        case {"type": plain}:
            return PLAIN[plain]
    raise ValueError(f"a form that has no type here: {kind}")


def main() -> None:
    """Write both files."""
    made = schema()
    SCHEMA.write_text(json.dumps(made, indent=2) + "\n", encoding="utf-8")
    TYPES.write_text(interfaces(made), encoding="utf-8")


if __name__ == "__main__":
    main()
