"""Limits and switches, from the environment."""

from functools import lru_cache

from pydantic import Field, HttpUrl, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """Each is read from an environment variable of its name with LOSSCOPE_ before it."""

    model_config = SettingsConfigDict(env_prefix="LOSSCOPE_", use_attribute_docstrings=True)

    host: str = "127.0.0.1"
    """The address that is bound."""
    port: int = Field(8_000, ge=0, le=65_535)
    """The port that is bound."""
    workers: int = Field(0, ge=0)
    """Processes that serve; 0: one for each core that may be used."""
    computing: int = Field(1, ge=1)
    """How many requests a worker computes at once."""
    longest_wait: int = Field(4_000, ge=100)
    """How much computing may wait in line for each of these places, in milliseconds; beyond it, 503."""
    trusted_proxies: str = "127.0.0.1"
    """Addresses or networks, joined by commas, whose X-Forwarded-For and X-Forwarded-Proto are believed."""
    drain: int = Field(10, ge=0)
    """Seconds that a worker which is told to stop takes to finish what it has begun."""
    cost_limit: int = Field(3_000, ge=100)
    """The most that one request may cost, in milliseconds of one core."""
    memory_mb: int = Field(32, ge=0)
    """The most that a worker keeps of finished answers, in megabytes of compressed bytes."""
    public_url: HttpUrl | None = None
    """Where visitors find this site; left out: where their request says."""

    sources: bool = False
    """Whether pages load scripts and style sheets as they are written, not the bundles of them: for working on them."""

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
