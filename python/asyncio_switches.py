"""A cooperative switch costs a task of asyncio microseconds, and a bare generator less than a tenth of that (D10, A1)."""
import asyncio

from serving import serve
from timing import seconds


async def switch(times):
    for _ in range(times):
        await asyncio.sleep(0)


async def switch_tasks(tasks, times):
    await asyncio.gather(*(switch(times) for _ in range(tasks)))


def echo():
    value = None
    while True:
        value = yield value


def send(times):
    generator = echo()
    next(generator)
    for _ in range(times):
        generator.send(1)


async def nothing():
    pass


async def await_finished(times):
    for _ in range(times):
        await nothing()


def main(tasks=2, switches=50_000, steps=500_000, repeats=5):
    each = switches // tasks
    times = [
        (
            seconds(asyncio.run, switch_tasks(tasks, each)) / (tasks * each),
            seconds(send, steps) / steps,
            seconds(asyncio.run, await_finished(steps)) / steps,
        )
        for _ in range(repeats)
    ]
    switched, sent, awaited = ([time * 1e9 for time in column] for column in zip(*times))
    return {"sleep_nanoseconds": switched, "send_nanoseconds": sent, "await_nanoseconds": awaited}


if __name__ == "__main__":
    serve(main)
