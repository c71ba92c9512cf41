"""Several ways of doing the same in turns: in each round every way has one, in an order that moves on by one."""
from time import perf_counter


def in_turns(ways, seconds, rounds=9, most=101):
    """What each way took, one number a round, for so many seconds and rounds at least; a first round warms up."""
    names = list(ways)
    times = {name: [] for name in names}
    start = perf_counter()
    for number in range(-1, most):
        if number >= rounds and perf_counter() - start > seconds:
            break
        if number == 0:
            start = perf_counter()
        for turn in range(len(names)):
            name = names[(turn + number) % len(names)]
            took = ways[name]()
            if number >= 0:
                times[name].append(took)
    return times
