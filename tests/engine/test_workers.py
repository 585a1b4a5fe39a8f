import os
import signal
import subprocess
import sys
import time

SCRIPT = """
import os, time
from riwaya.engine.workers import map_chunks
from riwaya.model import Problem
from riwaya.ingest.raw import Raw

def work(item, shared):
    print(os.getpid(), flush=True)
    time.sleep(0.05)
    return Problem("read", item.id, "x", "y")

for _ in map_chunks(work, (Raw(id=str(n), place="", form="text", raw=b"") for n in range(10000)), shared=None, workers=2):
    pass
"""


def is_there(pid: int) -> bool:
    try:
        with open(f"/proc/{pid}/stat", encoding="ascii") as status:
            return status.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_workers_end_when_the_run_is_killed() -> None:
    run = subprocess.Popen([sys.executable, "-c", SCRIPT], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    workers = set[int]()
    while len(workers) < 2:
        line = run.stdout.readline().strip()  # two workers may write into one line
        workers.update([int(line)] if line.isdigit() and is_there(int(line)) else [])
    os.kill(run.pid, signal.SIGKILL)
    run.wait(10)
    until = time.monotonic() + 10
    while any(map(is_there, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    run.stdout.close()
    left = [pid for pid in workers if is_there(pid)]
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left
