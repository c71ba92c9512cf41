"""The GIL: one thread at a time runs Python, and hands the lock over after an interval, at a wait, and in C code."""
import hashlib
import json
import multiprocessing
import os
import socket
import subprocess
import sys
from threading import Event, Thread
from time import perf_counter, sleep

from serving import end_with_parent, serve
from switching import cpu_bound_threads, switch_interval
from timing import in_turns
from together import in_threads
from workloads import fibonacci

END = b"end"
SHOWN = 12  # lines of a trace, and so many of them before its first switch:
BEFORE = 5


def computing(size=25, calls=20, threads=2, rounds=9, switch_interval_ms=None):
    """The same calls on one thread, on one beside another that waits, and shared out among several (A6, B4, D2)."""
    def compute(share):
        for _ in range(share):
            fibonacci(size)

    def beside_a_waiting_one():
        end = Event()
        waiting = Thread(target=end.wait)
        waiting.start()
        compute(calls)
        end.set()
        waiting.join()

    with switch_interval(switch_interval_ms):
        return in_turns(rounds, {
            "one thread": lambda: compute(calls),
            "one thread beside a waiting one": beside_a_waiting_one,
            "{} threads".format(threads): lambda: in_threads(compute, shares(calls, threads)),
        })


def hashing(kilobytes=4096, calls=40, threads=2, rounds=9):
    """Hashes of large blocks in C code, which lets go of the GIL meanwhile (C5)."""
    data = bytes(kilobytes << 10)

    def work(share):
        for _ in range(share):
            hashlib.sha256(data).digest()

    return in_turns(rounds, {
        "one hashing thread": lambda: work(calls),
        "{} hashing threads".format(threads): lambda: in_threads(work, shares(calls, threads)),
    })


def waiting(milliseconds=50, threads=8, rounds=8):
    """One wait, so many waits at once, and one beside a thread that computes (B4)."""
    def wait():
        sleep(milliseconds / 1000)

    took = in_turns(rounds, {"one wait": wait, "{} waits".format(threads): lambda: in_threads(wait, [()] * threads)})
    with cpu_bound_threads(1):
        took.update(in_turns(rounds, {"one wait beside a computing thread": wait}))
    return took


def hand_overs(threads=2, switch_interval_ms=None, seconds=1, rounds=3):
    """How long threads that compute keep the GIL, on average of so long (A6, B4): each notes when it was another that ran last."""
    if hasattr(sys, "_is_gil_enabled") and not sys._is_gil_enabled():
        return {"kept": []}
    with switch_interval(switch_interval_ms):
        return {"kept": [kept(threads, seconds) for _ in range(rounds)]}


def kept(threads, seconds):
    running, holder, count = True, None, 0

    def run(name):
        nonlocal holder, count
        while running:
            if holder != name:
                holder = name
                count += 1

    started = [Thread(target=run, args=(name,)) for name in range(threads)]
    for thread in started:
        thread.start()
    while count < threads:  # until each has had a turn: its first is no hand-over
        sleep(0.001)

    first, start = count, perf_counter()
    sleep(seconds)
    last, end = count, perf_counter()

    running = False
    for thread in started:
        thread.join()
    return (end - start) / max(last - first, 1)


def sleeps(cpu_threads=1, switch_interval_ms=None, wait_ms=1, waits=200):
    """What a thread that sleeps again and again is kept waiting beside others that compute: the convoy effect (B4)."""
    took = []
    with switch_interval(switch_interval_ms), cpu_bound_threads(cpu_threads):
        for _ in range(waits):
            start = perf_counter()
            sleep(wait_ms / 1000)
            took.append(perf_counter() - start)
    return {"took": took}


def echo(cpu_threads=1, switch_interval_ms=None, messages=200):
    """A server's thread echoes datagrams beside others that compute (B4). Its client is another process, and needs no GIL of ours."""
    receiving, sending = multiprocessing.Pipe(duplex=False)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        client = multiprocessing.Process(target=ask, args=(server.getsockname(), messages, sending))
        client.start()
        sending.close()
        with switch_interval(switch_interval_ms), cpu_bound_threads(cpu_threads):
            Thread(target=answer_all, args=(server,), daemon=True).start()
            took = receiving.recv()
        client.join()
    return {"took": took}


def answer_all(server):
    while True:
        message, client = server.recvfrom(1024)
        server.sendto(message, client)
        if message == END:
            return


def ask(address, messages, results):
    end_with_parent()
    took = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(10)
        for number in range(messages):
            start = perf_counter()
            client.sendto(b"%d" % number, address)
            client.recvfrom(1024)
            took.append(perf_counter() - start)
        client.sendto(END, address)
    results.send(took)


def traced(size=10, callers=20, rounds=9):
    """The traced calls (A5), in a process of their own whose output is read: what they took, and a piece of what they printed."""
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "traced_fibonacci.py")
    command = [sys.executable, "-B", script, str(size), str(callers), str(rounds)]
    run = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True)
    if run.returncode != 0:
        raise RuntimeError(run.stderr.strip().splitlines()[-1])

    lines = run.stdout.splitlines()
    told = [place for place, line in enumerate(lines) if line.startswith("Thread: ")]
    in_pool = [place for place in told if lines[place] != lines[told[0]]]  # the first to tell is the main thread
    switches = [after for before, after in zip(in_pool, in_pool[1:]) if lines[before] != lines[after]]
    first = max(0, switches[0] - BEFORE) if switches else 0
    return {
        "took": json.loads(run.stderr.splitlines()[-1]), "calls": len(in_pool), "switches": len(switches),
        "threads": len({lines[place] for place in in_pool}), "shown": lines[first:first + SHOWN],
    }


def shares(calls, threads):
    return [(calls // threads + (number < calls % threads),) for number in range(threads)]


if __name__ == "__main__":
    serve(computing, hashing, waiting, hand_overs, sleeps, echo, traced)
