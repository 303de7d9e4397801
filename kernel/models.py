"""What every body of a request or an answer is. Apart from `kernel.web`, because the stream needs no FastAPI."""

from pydantic import BaseModel, ConfigDict


class Input(BaseModel):
    """A request body: unknown fields are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Output(BaseModel):
    """An answer's body, apart from what a caller may send; its document says that a default is sent as well."""

    model_config = ConfigDict(frozen=True, json_schema_serialization_defaults_required=True)
