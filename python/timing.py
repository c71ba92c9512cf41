"""Taking times."""
from time import perf_counter


def seconds(function, *arguments):
    """How long one call takes."""
    start = perf_counter()
    function(*arguments)
    return perf_counter() - start


def in_turns(rounds, ways, measure=seconds):
    """What each of several ways takes, by name: a list with one number a round. A first round warms up and does not count."""
    names = list(ways)
    took = {name: [] for name in names}
    for number in range(rounds + 1):
        for turn in range(len(names)):
            name = names[(turn + number) % len(names)]
            value = measure(ways[name])
            if number > 0:
                took[name].append(value)
    return took
