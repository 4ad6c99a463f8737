"""Limits and switches, from the environment."""

from functools import lru_cache

from pydantic import Field, HttpUrl, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Each is read from an environment variable of its name with LOSSCOPE_ before it."""

    model_config = SettingsConfigDict(env_prefix="LOSSCOPE_", use_attribute_docstrings=True)

    cost_limit: int = Field(3_000, ge=100)
    """The most that one request may cost, in milliseconds of one core."""
    memory_mb: int = Field(32, ge=0)
    """The most that a worker keeps of finished answers, in megabytes of compressed bytes."""
    public_url: HttpUrl | None = None
    """Where visitors find this site; left out: where their request says."""

    @field_validator("public_url")
    @classmethod
    def _names_a_host_alone(cls, url: HttpUrl | None) -> HttpUrl | None:
        if url is not None and (url.path not in (None, "/") or url.query or url.fragment or url.username):
            raise ValueError(f"invalid address {url}: a scheme, a host and maybe a port are allowed")
        return url


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process."""
    return Settings()
