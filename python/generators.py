"""A task drives a generator: it sends a value in, gets a future out, and the future wakes it up when it is done (A1).

What came after, async and await, is this with a syntax of its own.
"""
from concurrent.futures import Future

from serving import serve
from timing import in_turns


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


def task(values=(5, 7)):
    """Runs to its end: futures that are set one after the other, and the steps in the order in which they happened."""
    futures = [Future() for _ in values]

    def add():
        total = 0
        for future in futures:
            total += yield future
        return total

    steps = ["send nothing: the generator starts"]
    driver = Task(add(), steps.append)
    driver.step()
    for future, value in zip(futures, values):
        future.set_result(value)
    return {"result": driver.result, "steps": steps}


class Awaited:
    """A future that a coroutine can await: it comes out of the coroutine, and its result goes in."""

    def __init__(self, future):
        self.future = future

    def __await__(self):
        return (yield self.future)


async def awaiting(current, times):
    for _ in range(times):
        await Awaited(current[0])


def yielding(current, times):
    for _ in range(times):
        yield current[0]


def turns(body, times):
    """So many times a future that is set, wakes the task up, and is followed by the next."""
    current = [Future()]
    Task(body(current, times)).step()
    for number in range(times):
        future, current[0] = current[0], Future()
        future.set_result(number)


def steps(times):
    """So many steps of a generator that nothing drives."""
    for _ in yielding([None], times):
        pass


def turn_costs(names, turns_in_a_round, rounds):
    """What one turn takes each way, in turns."""
    ways = (lambda: turns(awaiting, turns_in_a_round), lambda: turns(yielding, turns_in_a_round), lambda: steps(turns_in_a_round))
    took = in_turns(rounds, dict(zip(names, ways)))
    return {name: [time / turns_in_a_round for time in times] for name, times in took.items()}


if __name__ == "__main__":
    serve(task, turn_costs)
