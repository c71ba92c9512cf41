"""One call after the other (A3): what the others are measured against."""
from contextlib import contextmanager


@contextmanager
def pool(workers):
    yield None


def run(pool, function, sizes, chunk_size):
    return [function(size) for size in sizes]
