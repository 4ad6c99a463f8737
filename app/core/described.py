"""What every entry of a registry shares: parameters that describe themselves."""

import inspect
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict


class Described(BaseModel):
    """An immutable entry: fields are its parameters, docstrings its reference text.

    The first line of a subclass's docstring is its summary, the whole its description; the docstring
    below a field is that field's help. Unknown, non-finite or out-of-range parameters raise
    `pydantic.ValidationError`.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, allow_inf_nan=False, validate_default=True
    )

    kind: str = ""
    title: ClassVar[str]

    @classmethod
    def key(cls) -> str:
        """The word that chooses this entry in a link, the default of `kind`."""
        return str(cls.model_fields["kind"].default)

    @classmethod
    def description(cls) -> str:
        """The class docstring, without indentation."""
        return inspect.cleandoc(cls.__doc__ or "")

    @classmethod
    def summary(cls) -> str:
        """The first line of the description."""
        return cls.description().split("\n", 1)[0]

    @classmethod
    def parameters_schema(cls) -> dict[str, Any]:
        """JSON schema of the parameters alone: what the form, the API and the reference page render."""
        schema = cls.model_json_schema()
        properties = {name: field for name, field in schema["properties"].items() if name != "kind"}
        return {"type": "object", "properties": properties, "additionalProperties": False}

    def parameters(self) -> dict[str, Any]:
        """The parameters of this entry by name, without `kind`."""
        return {name: getattr(self, name) for name in type(self).model_fields if name != "kind"}
