"""Child processes: looked at while working, fed and read, given up when they hang, real tools, and commands to a fleet (E1 to E4, B15).

A time-out of communicate() ends the waiting and nothing else: after kill() the next communicate() still waits for whatever the child
had started, since that holds the pipe.
"""
import os
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from time import perf_counter

from serving import serve
from timing import in_turns
from workloads import fibonacci


def poll(seconds=0.3):
    """How often a sleeping child can be looked at, with some work in between."""
    child = subprocess.Popen(["sleep", str(seconds)])
    looks = 0
    while child.poll() is None:
        fibonacci(15)
        looks += 1
    return {"looks": looks, "exit_code": child.poll()}


def feed(megabytes=10):
    """Bytes sent through cat and back."""
    data = os.urandom(1_000_000) * megabytes
    start = perf_counter()
    answer, _ = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE).communicate(data)
    return {"bytes": len(data), "is_same": answer == data, "seconds": perf_counter() - start}


def hang(command, timeout=0.4):
    """A child that hangs, and has started another: given up, ended, and read once more."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE)
    start = perf_counter()
    try:
        child.communicate(timeout=timeout)
        return {"gave_up_seconds": None, "next_seconds": 0, "lines": 0}
    except subprocess.TimeoutExpired:
        gave_up = perf_counter()
    child.kill()
    printed, _ = child.communicate()
    return {"gave_up_seconds": gave_up - start, "next_seconds": perf_counter() - gave_up, "lines": len(printed.splitlines())}


def tools(file, repository=None):
    """Real tools on real input: which of them did what was asked."""
    with open(file, "rb") as content:
        data = content.read()
    packed = subprocess.run(["gzip", "-c", file], stdout=subprocess.PIPE, check=True).stdout
    done = {"gzip": subprocess.run(["gzip", "-dc"], input=packed, stdout=subprocess.PIPE, check=True).stdout == data}
    if repository:
        with tempfile.TemporaryDirectory() as folder:
            clone = subprocess.run(
                ["git", "clone", "--progress", "--no-local", "--depth", "1", repository, os.path.join(folder, "clone")], stderr=subprocess.PIPE
            )
            done["git"] = clone.returncode == 0 and b"%" in clone.stderr and bool(os.listdir(os.path.join(folder, "clone")))
    return done


def fleet(names, widths, machines=8, seconds=0.05, rounds=9):
    """The same commands, so many at once: each is waited for by a thread of its own."""
    def run(width):
        with ThreadPoolExecutor(width) as threads:
            for done in [threads.submit(subprocess.run, ["sleep", str(seconds)], check=True) for _ in range(machines)]:
                done.result()

    return in_turns(rounds, {name: lambda width=width: run(width) for name, width in zip(names, widths)})


if __name__ == "__main__":
    serve(poll, feed, hang, tools, fleet)
