"""Interpreters with a GIL each: they compute at the same time, and cost milliseconds to create (A11, A12)."""
import importlib
from time import perf_counter

from interpreter import new_interpreter
from models import interpreters
from serving import serve
from timing import in_turns
from workloads import fibonacci

# The names that a program might import: PEP 554's draft, then PEP 734's module and the pool, which came with 3.14.
PUBLIC = [("interpreters", "create"), ("concurrent.interpreters", "create"), ("concurrent.futures", "InterpreterPoolExecutor")]


def lives(creations=10):
    """How long interpreters take to create, to run a call in a thread, and to close; and how many handed its outcome over."""
    took = {"create": [], "run": [], "close": []}
    right = 0
    for number in range(creations):
        start = perf_counter()
        with new_interpreter() as interpreter:
            created = perf_counter()
            interpreter.run(interpreters.IMPORTS)
            outcome = interpreters.run([interpreter], fibonacci, [number], chunk_size=1)
            ran = perf_counter()
        closed = perf_counter()
        right += outcome == [fibonacci(number)]
        for name, time in zip(took, (created - start, ran - created, closed - ran)):
            took[name].append(time)
    return {"took": took, "right": right}


def side_by_side(size=25, calls=20, threads=2, rounds=9):
    """The same calls in one interpreter, and shared out among several with a thread each."""
    with interpreters.pool(1) as one, interpreters.pool(threads) as several:
        def compute(pool):
            interpreters.run(pool, fibonacci, [size] * calls, chunk_size=1)

        return in_turns(rounds, {"one interpreter": lambda: compute(one), "{} interpreters".format(threads): lambda: compute(several)})


def public():
    """Which of the public names this version has."""
    return {"names": [".".join(name) for name in PUBLIC if has(*name)]}


def has(module, name):
    try:
        return hasattr(importlib.import_module(module), name)
    except ImportError:
        return False


if __name__ == "__main__":
    serve(lives, side_by_side, public)
