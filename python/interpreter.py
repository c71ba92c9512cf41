"""`new_interpreter`: an interpreter with a GIL of its own as a context manager (A12), whatever this version calls it."""
from contextlib import contextmanager

try:
    from concurrent import interpreters as since_3_14
except ImportError:
    since_3_14 = None
    try:
        import _interpreters as in_3_13
    except ImportError:
        in_3_13 = None
        import _xxsubinterpreters as in_3_12  # up to 3.11 its interpreters share one GIL


class InterpreterFailed(Exception):
    """The code that an interpreter ran raised an exception."""


class Since314:
    def __init__(self):
        self._interpreter = since_3_14.create()

    def run(self, code):
        self._interpreter.exec(code)

    def close(self):
        self._interpreter.close()


class In313:
    def __init__(self):
        self._id = in_3_13.create("isolated")

    def run(self, code):
        failure = in_3_13.exec(self._id, code)
        if failure:
            raise InterpreterFailed(failure.formatted)

    def close(self):
        in_3_13.destroy(self._id)


class In312:
    def __init__(self):
        self._id = in_3_12.create(isolated=True)

    def run(self, code):
        in_3_12.run_string(self._id, code)

    def close(self):
        in_3_12.destroy(self._id)


@contextmanager
def new_interpreter():
    interpreter = Since314() if since_3_14 else In313() if in_3_13 else In312()
    try:
        yield interpreter
    finally:
        interpreter.close()
