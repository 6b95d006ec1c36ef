"""JSON Schemas of the knowledge files, made from the models, so that editors complete keys and mark what is wrong."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

from bot.knowledge.schema import ActorFile, EntryModel, FrontMatter, HedgesFile, SynonymsFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core import core_schema

SCHEMAS = "schemas"
"""The folder, within a knowledge folder, that holds them."""
FILES: dict[str, type[EntryModel]] = {
    "actor.json": ActorFile,
    "front-matter.json": FrontMatter,
    "hedges.json": HedgesFile,
    "synonyms.json": SynonymsFile,
}


class _Generate(GenerateJsonSchema):
    """A file never says "null": a key is left out instead; and a schema need not repeat what that means."""

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        made = super().default_schema(schema)
        if made.get("default") in (None, []):
            made.pop("default", None)
        return made

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ARG002 - pydantic's own signature
        return False


def schemas() -> Mapping[str, str]:
    """Return the JSON Schema (draft 2020-12) of each kind of file, as text, by the name of its own file."""
    made = {}
    for name, model in FILES.items():
        schema = {"$schema": _Generate.schema_dialect} | model.model_json_schema(schema_generator=_Generate)
        made[name] = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
    return made


def write_schemas(folder: Path) -> list[Path]:
    """Write the schemas to ``schemas/`` of a knowledge folder, each aside first; return where they stand.

    Raises:
        OSError: the folder is absent, or cannot be written.
    """
    place = folder / SCHEMAS
    place.mkdir(exist_ok=True)
    written = []
    for name, text in schemas().items():
        aside = place / f".{name}.new"
        aside.write_text(text, encoding="utf-8")
        written.append(aside.replace(place / name))
    return written
