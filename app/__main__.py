"""The server: python -m app."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn
from uvicorn.config import STARTUP_FAILURE

from app.serving.cores import cores
from app.serving.log_lines import LOGGING
from app.serving.supervisor import Supervisor
from app.settings import settings

FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def configuration() -> uvicorn.Config:
    """How uvicorn is run."""
    chosen = settings()
    return uvicorn.Config(
        "app.main:app",
        host=chosen.host,
        port=chosen.port,
        workers=chosen.workers or cores(),
        http="app.serving.protocol:BoundedProtocol",  # as text: a worker that starts answers pings before it imports
        ws="none",
        log_config=LOGGING,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=chosen.trusted_proxies,
        timeout_keep_alive=75,  # longer than nginx keeps its own, so that it is nginx who closes
        timeout_graceful_shutdown=chosen.drain,
        timeout_worker_healthcheck=60,  # the dead are replaced at once; this is for those that hang, not the slow
    )


@contextmanager
def shared_folder() -> Iterator[Path | None]:
    """Where workers leave their metrics for each other; without a place that can be written, each tells its own."""
    if FOLDER in os.environ:
        yield Path(os.environ[FOLDER])
        return
    try:
        folder = TemporaryDirectory(prefix="losscope-")
    except OSError:
        yield None
        return
    with folder as path:
        os.environ[FOLDER] = path
        yield Path(path)


def main() -> None:
    """Serve until told to stop."""
    config = configuration()
    if config.workers == 1:
        server = uvicorn.Server(config)
        server.run()
        sys.exit(0 if server.started else STARTUP_FAILURE)
    with shared_folder() as folder:
        supervisor = Supervisor(config, [config.bind_socket()])
        supervisor.folder = folder
        supervisor.run()


if __name__ == "__main__":
    main()
