"""Something spins while slow work is done: a thread, a process or a coroutine (B5 to B10).

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
from timing import in_turns, seconds as time_of


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
        draw(perf_counter())
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
    ends = [name for name in ("cancel", "terminate", "kill") if hasattr(unit, name)]
    return {
        "unit": type(unit).__name__, "made": states[0], "started": states[1], "ended": states[2], "spinner_ran_on": ran_on or "", "slow_ran_on": where(),
        "stopped_by": stop.__qualname__, "stop_seconds": perf_counter() - told, "ended_by": ", ".join(ends) or "nothing", "failure": failure,
    }


def spin_in_process(done, interval, fail_at, frames):
    end_with_parent()
    frames.put(where())
    spin(done, interval, frames.put, fail_at)


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
    frames, ran_on, failures, done = [], [], [], threading.Event()
    threading.excepthook = lambda failed: failures.append(failed.exc_type.__name__)  # it would print a traceback

    def run():
        ran_on.append(where())
        spin(done, interval, frames.append, fail_at)

    spinner = threading.Thread(name="spinner", target=run)
    states = [state(spinner)]
    spinner.start()
    states.append(state(spinner))
    took = time_of(slow, work, seconds, number)
    told, stop = perf_counter(), done.set
    stop()
    spinner.join()
    states.append(state(spinner))
    failure = "{}, given to threading.excepthook, which prints it".format(failures[0]) if failures else None
    return frames, took, facts(spinner, states, ran_on[0] if ran_on else None, stop, told, failure)


def with_process(work, seconds, number, divisions, interval, fail_at):
    frames, done = multiprocessing.Queue(), multiprocessing.Event()
    spinner = multiprocessing.Process(target=spin_in_process, args=(done, interval, fail_at, frames))
    states = [state(spinner)]
    spinner.start()
    states.append(state(spinner))
    took = time_of(slow, work, seconds, number)
    told, stop = perf_counter(), done.set
    stop()
    came = []
    while spinner.is_alive() or not frames.empty():  # a process that still holds unread items does not end
        while not frames.empty():
            came.append(frames.get())
        spinner.join(0.001)
    states.append(state(spinner))
    failure = state(spinner) if spinner.exitcode else None
    return came[1:], took, facts(spinner, states, came[0] if came else None, stop, told, failure)  # it tells where it runs, and then of its signs


def with_coroutine(work, seconds, number, divisions, interval, fail_at):
    frames, ran_on = [], []

    async def spin_on_loop():
        ran_on.append(where())
        for number in itertools.count():
            if number == fail_at:
                raise SpinnerFailed(number)
            frames.append(perf_counter())
            await asyncio.sleep(interval)

    async def supervise():
        spinner = asyncio.ensure_future(spin_on_loop())
        states = [state(spinner)] * 2  # it is scheduled once it is made
        start = perf_counter()
        await slow_on_loop(work, seconds, number, divisions)
        took = perf_counter() - start
        told, stop = perf_counter(), spinner.cancel
        stop()
        await asyncio.wait([spinner])
        states.append(state(spinner))
        failed = None if spinner.cancelled() else spinner.exception()
        return took, facts(spinner, states, ran_on[0] if ran_on else None, stop, told, failed and "exception() gave {}".format(type(failed).__name__))

    return (frames, *asyncio.run(supervise()))


KINDS = {"thread": with_thread, "process": with_process, "coroutine": with_coroutine}


def spinner(kind="thread", work="wait", seconds=0.5, number=142702110479723, divisions=50_000, interval_ms=20, fail_at=None):
    start = perf_counter()
    frames, took, known = KINDS[kind](work, seconds, number, divisions, interval_ms / 1000, fail_at)
    return {"frames": [max(0, at - start) for at in frames], "slow_seconds": took, "seconds": perf_counter() - start, "facts": known}


def naps(number=999999999989, every=(100, 10_000), rounds=9):
    """What the computation takes without naps, and with them."""
    ways = {"without naps": 0, **{"naps every {:,} divisions".format(divisions): divisions for divisions in every}}
    return in_turns(rounds, {name: lambda divisions=divisions: asyncio.run(slow_on_loop("napping", 0, number, divisions)) for name, divisions in ways.items()})


if __name__ == "__main__":
    serve(spinner, naps)
