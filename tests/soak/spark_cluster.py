"""The Spark script of the portfolio example on real clusters: the digest of DuckDB, also when a worker dies.

Run it with `python tests/soak/spark_cluster.py [ZONES]`; 400 zones, which is a million invented figures,
take some minutes. It runs `spark-submit` on two threads of this machine and on a standalone cluster of a
master and two workers on loopback: undisturbed; while one worker, with all that runs in it, is killed in the
middle; while the driver is; and while both workers are, one of which is started anew after a minute. The exit
code is 1 when a digest differs, or when a run that did not end well changed an answer that was there, or left
no sentence.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs
import pyspark

from zoneplan import Plan, SyntheticPortfolio, frames, write_plan
from zoneplan.synthetic_files import write_observations, write_outline

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SCRIPT = Path(__file__).parents[2] / "examples" / "portfolio" / "spark_rollup.py"
BIN = Path(pyspark.__file__).parent / "bin"
TASKS = 6
"""So many tasks of a worker are in the middle of a job: of the second of its two scans."""
PATIENCE = 900
ALONE = 60
"""Seconds that a job is without any worker."""
OLD = b"an answer of an earlier run"
ENVIRONMENT = {
    **os.environ,
    "SPARK_LOCAL_IP": "127.0.0.1",
    "SPARK_DAEMON_MEMORY": "256m",
}


@attrs.frozen
class Data:
    """An invented portfolio as files, and what DuckDB makes of it.

    Attributes:
        folder: Where the files are.
        digest: The digest of DuckDB's answer.
    """

    folder: Path
    digest: str

    @classmethod
    def of(cls, folder: Path, zones: int) -> Data:
        """Write a portfolio of so many zones in several files, and roll it up with DuckDB."""
        (folder / "observations").mkdir()
        some = SyntheticPortfolio(zones=zones, programs=2, actions=3, projects=4, metrics=3, months=36)
        write_outline(some, folder / "outline.parquet")
        write_observations(some, folder / "observations" / "all.parquet", row_group=20_000)
        metrics = some.metric_definitions()
        write_plan(Plan(id="metrics", name="指标（虚构）", metrics=metrics), folder / "metrics.yaml")
        answer = frames.roll_up(
            str(folder / "observations" / "*.parquet"),
            outline=str(folder / "outline.parquet"),
            metrics=metrics,
            by="year",
            aspect="actual",
        )
        return cls(folder, frames.digest(answer))

    def submit(self, master: str, output: str, *further: str) -> subprocess.Popen[str]:
        """Start the script on a cluster."""
        told = ["--driver-memory", "1g", "--conf", "spark.ui.enabled=false"]
        told += ["--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.driver.bindAddress=127.0.0.1"]
        # Executors that asked for Python would fail: they need neither it nor zoneplan.
        told += ["--conf", f"spark.pyspark.driver.python={sys.executable}"]
        told += ["--conf", "spark.pyspark.python=/nowhere/python"]
        told += ["--conf", "spark.sql.files.maxPartitionBytes=1m", *further]
        asked = ["--observations", str(self.folder / "observations"), "--by", "year", "--aspect", "actual"]
        asked += ["--outline", str(self.folder / "outline.parquet")]
        asked += ["--metrics", str(self.folder / "metrics.yaml"), "--output", str(self.folder / output)]
        (self.folder / output).write_bytes(OLD)
        return subprocess.Popen(
            [str(BIN / "spark-submit"), "--master", master, *told, str(SCRIPT), *asked],
            stdout=subprocess.PIPE,  # spark-submit writes there what the script writes to stderr
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=ENVIRONMENT,
            start_new_session=True,
        )


def free_port() -> int:
    """Give a port of loopback that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def daemon(folder: Path, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a master or worker in a process group of its own, which ends with the block."""
    with (folder / f"{command[0].rsplit('.', 1)[-1]}.log").open("ab") as log:
        started = subprocess.Popen(
            [str(BIN / "spark-class"), *command],
            stdout=log, stderr=log, env=ENVIRONMENT, cwd=folder, start_new_session=True,
        )  # fmt: skip
    try:
        yield started
    finally:
        kill(started)


def kill(started: subprocess.Popen[Any]) -> None:
    """Kill a process and all that it started, as a power cut does."""
    if started.poll() is None:
        os.killpg(started.pid, signal.SIGKILL)
    started.wait()


def wait_for(what: str, is_so: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            raise SystemExit(f"{what} did not come about in {PATIENCE} s")
        time.sleep(0.05)


@contextmanager
def cluster(folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """Start a master and two workers of one core each on loopback."""
    org, port, host = "org.apache.spark.deploy", free_port(), ("--host", "127.0.0.1")
    url = f"spark://127.0.0.1:{port}"
    folder.mkdir()
    log = folder / "Master.log"
    with ExitStack() as stack:
        master = daemon(folder, f"{org}.master.Master", *host, "--port", str(port), "--webui-port", "0")
        stack.enter_context(master)
        wait_for("the master", lambda: "I have been elected leader" in log.read_text("utf-8"))
        workers = [stack.enter_context(worker(folder, url)) for _ in range(2)]
        wait_for("both workers", lambda: log.read_text("utf-8").count("Registering worker") == 2)
        yield url, workers


@contextmanager
def worker(folder: Path, url: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a worker of one core on loopback; each works in a folder of its own."""
    work = folder / f"w{len([*folder.glob('w*')])}"
    work.mkdir()
    told = ("--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "1g", "-d", str(work))
    with daemon(folder, "org.apache.spark.deploy.worker.Worker", *told, url) as started:
        yield started


def judge(name: str, data: Data, output: str, job: subprocess.Popen[str], *, may_fail: bool) -> bool:
    """Wait for a job, tell how it ended, and whether that is right."""
    start = time.monotonic()
    told, errors = job.communicate(timeout=PATIENCE)
    path = data.folder / output
    is_old = path.read_bytes() == OLD
    found = None if is_old else frames.digest(str(path))
    if job.returncode == 0:
        is_right = found == data.digest and data.digest in told
        said = f"{'the digest of DuckDB' if is_right else 'ANOTHER DIGEST'}: {told.strip().splitlines()[-1]}"
    else:
        sentences = [line for line in told.splitlines() if line.startswith("refused, and nothing")]
        is_right = may_fail and is_old and bool(sentences)
        said = f"failed: {sentences or errors[-2000:]}"
    left = [one.name for one in data.folder.iterdir() if one.name.endswith(".tmp")]
    print(
        f"{name}, {time.monotonic() - start:.0f} s: {said}{f', left behind {left}' if left else ''}",
        flush=True,
    )
    return is_right and not left


def main(zones: int) -> int:
    """Run all; give 1 when something is wrong."""
    # So that a run that is told to end leaves no master or worker behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory() as name:
        data = Data.of(Path(name), zones)
        local = judge(
            "local[2]", data, "local.parquet", data.submit("local[2]", "local.parquet"), may_fail=False
        )
        memory = ("--executor-memory", "700m")
        folder = Path(name, "cluster")
        with cluster(folder) as (url, workers), ExitStack() as stack:
            job = data.submit(url, "cluster.parquet", *memory)
            whole = judge("a master and two workers", data, "cluster.parquet", job, may_fail=False)
            job = begun(data, url, folder, "killed.parquet", *memory)
            kill(workers[0])
            killed = judge("a worker killed in the middle", data, "killed.parquet", job, may_fail=True)
            left = workers[1], stack.enter_context(worker(folder, url))
            driver = _driver_killed(data, begun(data, url, folder, "driver.parquet", *memory))
            job = begun(data, url, folder, "lost.parquet", *memory)
            for one in left:
                kill(one)
            lost = _without_workers(data, url, folder, job)
    return 0 if local and whole and killed and driver and lost else 1


def begun(data: Data, url: str, folder: Path, output: str, *further: str) -> subprocess.Popen[str]:
    """Start the script on a cluster, and wait until a worker is in the middle of it."""
    before = {*folder.glob("w*/app*")}
    job = data.submit(url, output, *further)

    def is_in_the_middle() -> bool:
        mine = {*folder.glob("w*/app*")} - before
        logs = [one.read_text("utf-8", "replace") for app in mine for one in app.glob("*/stderr")]
        return job.poll() is not None or any(log.count("Running task") >= TASKS for log in logs)

    wait_for("the job's work", is_in_the_middle)
    if job.poll() is not None:
        raise SystemExit("the job ended before anything could be killed; give it more zones")
    return job


def _driver_killed(data: Data, job: subprocess.Popen[str]) -> bool:
    """Kill the driver with all that it started, as a power cut does, and look at what is there."""
    kill(job)
    left = [one.name for one in data.folder.iterdir() if one.name.endswith(".tmp")]
    is_old = (data.folder / "driver.parquet").read_bytes() == OLD
    print(f"the driver killed: {'the old answer' if is_old else 'A CHANGED ANSWER'}, left {left}", flush=True)
    return is_old


def _without_workers(data: Data, url: str, folder: Path, job: subprocess.Popen[str]) -> bool:
    """Tell what a job does without any worker, and start one."""
    time.sleep(ALONE)
    is_old = (data.folder / "lost.parquet").read_bytes() == OLD
    state = "waits" if job.poll() is None else f"ended with {job.returncode}"
    print(
        f"{ALONE} s without any worker: the job {state}, {'the old answer' if is_old else 'A CHANGE'}",
        flush=True,
    )
    with worker(folder, url):
        return judge("with a new worker", data, "lost.parquet", job, may_fail=True) and is_old


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 400))
