"""Something spins while slow work is done: a thread, a process or a coroutine (B5 to B8, B10).

The coroutine shows nothing while the work keeps its thread; naps with sleep(0) let it spin, and cost time.
"""
import asyncio
import itertools
import multiprocessing
import os
import threading
import time
from math import isqrt
from time import perf_counter

from serving import end_with_parent, serve


def is_prime(number, divisions):
    """Trial division that yields after so many divisions (never, when 0), and returns its answer."""
    if number < 2 or number % 2 == 0:
        return number == 2
    for count, divisor in enumerate(range(3, isqrt(number) + 1, 2), 1):
        if number % divisor == 0:
            return False
        if divisions and count % divisions == 0:
            yield
    return True


def to_the_end(steps):
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


class SpinnerFailed(Exception):
    """What a spinner throws that is to fail."""


def spin(done, interval, draw, fail_at=None):
    for number in itertools.count():
        if number == fail_at:
            raise SpinnerFailed(number)
        draw()
        if done.wait(interval):
            break


def where():
    return "process {}, {}".format(os.getpid(), threading.current_thread().name)


def state(unit):
    """What a thread, a process or a task says of itself."""
    if isinstance(unit, asyncio.Task):
        return "cancelled" if unit.cancelled() else "finished" if unit.done() else "pending"
    if unit.ident is None:
        return "initial"
    return "started" if unit.is_alive() else "stopped" if isinstance(unit, threading.Thread) else "exit code {}".format(unit.exitcode)


def facts(unit, states, ran_on, stop, told, failure):
    return {
        "unit": type(unit).__name__, "made": states[0], "started": states[1], "ended": states[2], "spinner_ran_on": ran_on or "", "slow_ran_on": where(),
        "stopped_by": stop.__qualname__, "stop_seconds": perf_counter() - told, "failure": failure,
    }


def spin_in_process(done, interval, fail_at, frames):
    end_with_parent()
    frames.put(where())
    spin(done, interval, lambda: frames.put(True), fail_at)


def slow(work, seconds, number):
    if work in ("wait", "blocking"):
        time.sleep(seconds)
    else:
        to_the_end(is_prime(number, 0))


async def slow_on_loop(work, seconds, number, divisions):
    if work == "wait":
        await asyncio.sleep(seconds)
    elif work == "blocking":
        time.sleep(seconds)
    else:
        for _ in is_prime(number, divisions if work == "napping" else 0):
            await asyncio.sleep(0)


def with_thread(work, seconds, number, divisions, interval, fail_at):
    frames, failures, done = [], [], threading.Event()
    threading.excepthook = lambda failed: failures.append(failed.exc_type.__name__)  # it would print what nobody else gets to see
    spinner = threading.Thread(name="spinner", target=spin, args=(done, interval, lambda: frames.append(where()), fail_at))
    states = [state(spinner)]
    spinner.start()
    states.append(state(spinner))
    slow(work, seconds, number)
    told, stop = perf_counter(), done.set
    stop()
    spinner.join()
    states.append(state(spinner))
    failure = "not at all: threading.excepthook got {}".format(failures[0]) if failures else None
    return len(frames), facts(spinner, states, frames[0] if frames else None, stop, told, failure)


def with_process(work, seconds, number, divisions, interval, fail_at):
    frames, done = multiprocessing.Queue(), multiprocessing.Event()
    spinner = multiprocessing.Process(target=spin_in_process, args=(done, interval, fail_at, frames))
    states = [state(spinner)]
    spinner.start()
    states.append(state(spinner))
    slow(work, seconds, number)
    told, stop = perf_counter(), done.set
    stop()
    came = []
    while spinner.is_alive() or not frames.empty():  # a process that still holds unread items does not end
        while not frames.empty():
            came.append(frames.get())
        spinner.join(0.001)
    states.append(state(spinner))
    failure = state(spinner) if spinner.exitcode else None
    return len(came) - 1, facts(spinner, states, came[0], stop, told, failure)  # it tells where it runs, and then of its signs


def with_coroutine(work, seconds, number, divisions, interval, fail_at):
    frames = []

    async def spin_on_loop():
        for number in itertools.count():
            if number == fail_at:
                raise SpinnerFailed(number)
            frames.append(where())
            await asyncio.sleep(interval)

    async def supervise():
        spinner = asyncio.ensure_future(spin_on_loop())
        states = [state(spinner)] * 2  # it is scheduled once it is made
        await slow_on_loop(work, seconds, number, divisions)
        told, stop = perf_counter(), spinner.cancel
        stop()
        await asyncio.wait([spinner])
        states.append(state(spinner))
        failed = None if spinner.cancelled() else spinner.exception()
        return facts(spinner, states, frames[0] if frames else None, stop, told, failed and "exception() gave {}".format(type(failed).__name__))

    known = asyncio.run(supervise())
    return len(frames), known


KINDS = {"thread": with_thread, "process": with_process, "coroutine": with_coroutine}


def main(kind="thread", work="wait", seconds=0.5, number=142702110479723, divisions=50_000, interval_ms=20, fail_at=None):
    start = perf_counter()
    frames, known = KINDS[kind](work, seconds, number, divisions, interval_ms / 1000, fail_at)
    return {"frames": frames, "seconds": perf_counter() - start, "facts": known}


if __name__ == "__main__":
    serve(main)
