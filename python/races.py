"""Threads that change one thing at the same time, and what keeps them from it (C7, C9, D3, D4, E6).

Every race lasts a fixed time, in which the GIL changes hands many times: `turns` is how often a thread found that another had
run since it last looked.
"""
import dis
import io
import sys
from queue import SimpleQueue
from threading import Barrier, Lock, Thread
from time import perf_counter, sleep

from serving import serve
from switching import switch_interval

SLICE = 50  # updates between two looks at the clock
AROUND = {"RESUME", "POP_TOP", "RETURN_VALUE", "RETURN_CONST"}  # what begins and ends a function, and no part of its statement

counter = 0
lock = Lock()
updates = SimpleQueue()


def plain(times):
    global counter
    for _ in range(times):
        counter += 1


def same(value):
    return value


def call(times):
    global counter
    for _ in range(times):
        counter = same(counter) + 1


def yielding(times):
    global counter
    for _ in range(times):
        value = counter
        sleep(0)
        counter = value + 1


def locked(times):
    global counter
    for _ in range(times):
        with lock:
            counter += 1


def owner(times):
    for _ in range(times):
        updates.put(1)


def own():
    global counter
    for update in iter(updates.get, None):
        counter += update


WAYS = {"plain": plain, "call": call, "yielding": yielding, "locked": locked, "owner": owner}


def count(way="plain", threads=2, seconds=0.4, switch_interval_ms=None):
    """Threads add 1 to a counter. Up to 3.9 a switch may come anywhere; from 3.10 on it needs a jump backward or a function's start."""
    global counter
    counter = 0
    increment = WAYS[way]
    owning = Thread(target=own)
    owning.start()

    def work(done):
        increment(SLICE)
        return done + SLICE

    with switch_interval(switch_interval_ms):
        done, turns, start = race(threads, seconds, work)
    updates.put(None)
    owning.join()
    return {"expected": sum(done), "counted": counter, "turns": turns, "seconds": perf_counter() - start}


def printing(way="plain", threads=2, seconds=0.4):
    """Threads raise a counter and print it, and print a line below it."""
    global counter
    counter = 0
    out = io.StringIO()

    def work(done):
        global counter
        counter += 1
        print("count is", counter, file=out)
        print("---", file=out)
        return done + 1

    def work_locked(done):
        with lock:
            return work(done)

    done, turns, _ = race(threads, seconds, work_locked if way == "locked" else work)
    lines = out.getvalue().splitlines()
    expected = [line for number in range(1, sum(done) + 1) for line in ("count is {}".format(number), "---")]
    wrong = [place for place, (line, right) in enumerate(zip(lines, expected)) if line != right]
    first = max(0, wrong[0] - 2) if wrong else 0
    return {"lines": len(expected), "wrong": len(wrong) + len(expected) - len(lines), "turns": turns, "shown": lines[first:first + 6]}


def references(threads=2, seconds=0.4):
    """Threads take references to one object and drop them again (D3): what its count is off by afterwards."""
    shared = object()
    before = sys.getrefcount(shared)

    def work(done):
        for _ in range(SLICE):
            another = shared
            del another
        return done + SLICE

    done, turns, _ = race(threads, seconds, work)
    return {"pairs": sum(done), "off": sys.getrefcount(shared) - before, "turns": turns}


def deadlock(patience=0.5):
    """Two threads take two locks each, the second when both have their first (D4): how many got none of their second in time."""
    def both(first, second, together, got):
        with first:
            together()
            if second.acquire(timeout=patience):
                second.release()
                got.append(True)

    def given_up(pairs, together):
        got = []
        threads = [Thread(target=both, args=(*pair, together, got)) for pair in pairs]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return len(threads) - len(got)

    a, b = Lock(), Lock()
    meeting = Barrier(2)
    return {
        "in_opposite_orders": given_up([(a, b), (b, a)], meeting.wait),
        "in_one_order": given_up([(a, b), (a, b)], lambda: None),
    }


def disassembly():
    """One statement is several instructions (C8): the listing of each, and how many they are without the function's beginning and end."""
    def add_one():
        global counter
        counter += 1

    def print_counter():
        print(counter)

    return {"counter": listing(add_one), "print": listing(print_counter)}


def listing(function):
    text = io.StringIO()
    dis.dis(function, file=text)
    own = [one for one in dis.get_instructions(function) if one.opname not in AROUND and one.argrepr != "None"]
    return {"text": text.getvalue().rstrip(), "instructions": len(own)}


def race(threads, seconds, work):
    """Runs work again and again in several threads until the time is over: what each has done, the turns, and the start."""
    done = [0] * threads
    turns = [0] * threads
    together = Barrier(threads)
    start = perf_counter()

    def run(number):
        mine, others = 0, 0
        together.wait()
        while perf_counter() - start < seconds:
            mine = done[number] = work(mine)
            now = sum(done) - mine
            turns[number] += now != others
            others = now

    started = [Thread(target=run, args=(number,)) for number in range(threads)]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
    return done, sum(turns), start


if __name__ == "__main__":
    serve(count, printing, references, deadlock, disassembly)
