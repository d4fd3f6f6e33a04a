"""Write the map page's data as a JSON schema, and as the types that its scripts are checked with.

Both are made from `whoholds.maps.page_types`; a test holds that they are fresh.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from whoholds.maps.page_types import PageData

MAPS = Path(__file__).parents[1] / "src/whoholds/maps"
SCHEMA, TYPES = MAPS / "payload.schema.json", MAPS / "web/payload.d.ts"
OWN = {"FeatureCollection": "GeoJSON.FeatureCollection"}
"""Types that the scripts know from elsewhere."""
PLAIN = {"string": "string", "integer": "number", "number": "number", "null": "null"}


def schema() -> dict[str, Any]:
    """Return the schema: nothing is in the data that it does not name."""
    made = TypeAdapter(PageData).json_schema()
    for one in (made, *made["$defs"].values()):
        one["additionalProperties"] = False
        for field in one["properties"].values():
            field.pop("title", None)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def types(made: dict[str, Any]) -> str:
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
        case {"const": value}:
            return json.dumps(value)
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
    TYPES.write_text(types(made), encoding="utf-8")


if __name__ == "__main__":
    main()
