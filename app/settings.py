"""Limits and switches, from the environment."""

from functools import lru_cache

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Each is read from an environment variable of its name with LOSSCOPE_ before it."""

    model_config = SettingsConfigDict(env_prefix="LOSSCOPE_", use_attribute_docstrings=True)

    cost_limit: int = Field(3_000, ge=100)
    """The most that one request may cost, in milliseconds of one core."""


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
