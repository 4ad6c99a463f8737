"""Uvicorn's own supervisor of workers, which also lets go of the port and of what dead workers told."""

from pathlib import Path

from uvicorn.supervisors import Multiprocess


class Supervisor(Multiprocess):
    """Starts anew whatever dies."""

    folder: Path | None = None
    """Where workers leave their metrics."""

    def keep_subprocess_alive(self) -> None:
        """Replace the dead, whose gauges count no longer.

        Uvicorn keeps the workers' ends of their pipes open here, too, and so waits for the answer of one that dies
        while it is asked whether it lives, as long as for one that hangs.
        """
        for process in self.processes:
            process.child_conn.close()
        before = {process.pid for process in self.processes}
        super().keep_subprocess_alive()
        for pid in before - {process.pid for process in self.processes}:
            for left in self.folder.glob(f"gauge_live*_{pid}.db") if self.folder else ():
                left.unlink(missing_ok=True)

    def terminate_all(self) -> None:
        """Let go of the port first: who comes now is refused at once, rather than kept waiting for nobody."""
        for each in self.sockets:
            each.close()
        super().terminate_all()
