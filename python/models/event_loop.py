"""All calls on one thread's event loop (C10): those that wait overlap, those that compute come one after the other."""
import asyncio
import os
import threading
import time
from contextlib import contextmanager
from functools import partial

from models import nowhere
from workloads import fibonacci, fibonacci_then_wait, wait


async def wait_on_loop(milliseconds):
    await asyncio.sleep(milliseconds / 1000)
    return milliseconds


async def fibonacci_then_wait_on_loop(size):
    result = fibonacci(size % 100)
    await wait_on_loop(size // 100)
    return result


ON_LOOP = {wait: wait_on_loop, fibonacci_then_wait: fibonacci_then_wait_on_loop}


@contextmanager
def pool(workers):
    yield None


def run(pool, function, sizes, chunk_size, tell=nowhere):
    async def gather():
        return await asyncio.gather(*[call(function, size) for size in sizes])

    results = asyncio.run(gather())
    for result in results:
        tell(result)
    return results


async def call(function, size):
    """What computes keeps the loop; what waits lets it turn to others. A traced call tells when and where it ran."""
    traced = isinstance(function, partial)
    on_loop = ON_LOOP.get(function.args[0] if traced else function)
    if on_loop is None:
        return function(size)
    start = time.perf_counter_ns()
    result = await on_loop(size)
    return (result, start, time.perf_counter_ns(), (os.getpid(), threading.get_ident())) if traced else result
