"""A task drives a generator: it sends a value in, gets a future out, and the future wakes it up when it is done (A1).

What came after, async and await, is this with a syntax of its own.
"""
from concurrent.futures import Future

from serving import serve
from timing import seconds


class Task:
    def __init__(self, generator, note=lambda what: None):
        self.generator, self.note, self.result = generator, note, None

    def step(self, value=None):
        try:
            future = self.generator.send(value)
        except StopIteration as end:
            self.result = end.value
            self.note("StopIteration: the result is {}".format(end.value))
        else:
            self.note("a future comes out")
            future.add_done_callback(self.wake_up)

    def wake_up(self, future):
        self.note("wake up: send {}".format(future.result()))
        self.step(future.result())


def summed(values):
    """Runs to its end: futures that are set one after the other, and the steps in the order in which they happened."""
    futures = [Future() for _ in values]

    def add():
        total = 0
        for future in futures:
            total += yield future
        return total

    steps = ["send nothing: the generator starts"]
    task = Task(add(), steps.append)
    task.step()
    for future, value in zip(futures, values):
        future.set_result(value)
    return task.result, steps


def turns(times):
    """So many times a future that is set, wakes the task up, and is followed by the next."""
    current = [Future()]

    def wait():
        for _ in range(times):
            yield current[0]

    Task(wait()).step()
    for number in range(times):
        future, current[0] = current[0], Future()
        future.set_result(number)


def sends(times):
    """So many values into a generator that nothing drives."""
    def echo():
        value = None
        while True:
            value = yield value

    generator = echo()
    next(generator)
    for number in range(times):
        generator.send(number)


def main(values=(5, 7), times=20_000, repeats=5):
    result, steps = summed(values)
    return {
        "result": result, "steps": steps,
        "turn_seconds": [seconds(turns, times) / times for _ in range(repeats)],
        "send_seconds": [seconds(sends, times) / times for _ in range(repeats)],
    }


if __name__ == "__main__":
    serve(main)
