"""A thread for each of several interpreters with a GIL of its own (A11): threads that do run at the same time.

Interpreters share no objects: calls go in pickled, as a literal in the code to run, and results come back through a pipe.
"""
import os
import pickle
from contextlib import contextmanager, ExitStack
from threading import Thread

from interpreter import new_interpreter
from models import nowhere

HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
IMPORTS = f"import os, pickle, sys; sys.path.insert(0, {HERE!r}); import workloads"
CALLS = """
with os.fdopen({pipe}, "wb") as results:
    function, sizes = pickle.loads({calls!r})
    results.write(pickle.dumps([function(size) for size in sizes]))
"""


@contextmanager
def pool(workers):
    with ExitStack() as stack:
        interpreters = [stack.enter_context(new_interpreter()) for _ in range(workers)]
        for interpreter in interpreters:
            interpreter.run(IMPORTS)
        yield interpreters


def run(pool, function, sizes, chunk_size, tell=nowhere):
    shares = [sizes[first::len(pool)] for first in range(len(pool))]
    pipes = [os.pipe() for _ in pool]
    failures = []
    threads = [
        Thread(target=run_share, args=(interpreter, function, share, write_end, failures))
        for interpreter, share, (_, write_end) in zip(pool, shares, pipes)
    ]
    for thread in threads:
        thread.start()
    answers = [read_all(read_end) for read_end, _ in pipes]
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]

    results = [None] * len(sizes)
    for first, answer in enumerate(answers):
        results[first::len(pool)] = pickle.loads(answer)
    for result in results:
        tell(result)
    return results


def run_share(interpreter, function, share, write_end, failures):
    try:
        interpreter.run(CALLS.format(calls=pickle.dumps((function, share)), pipe=write_end))
    except Exception as failure:
        failures.append(failure)


def read_all(read_end):
    with os.fdopen(read_end, "rb") as answer:
        return answer.read()
