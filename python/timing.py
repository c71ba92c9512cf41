"""Taking times."""
from time import perf_counter


def seconds(function, *arguments):
    """How long one call takes."""
    start = perf_counter()
    function(*arguments)
    return perf_counter() - start
