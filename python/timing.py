"""Taking times."""
from time import perf_counter


def seconds(function, *arguments):
    """How long one call takes."""
    start = perf_counter()
    function(*arguments)
    return perf_counter() - start


def in_turns(rounds, ways):
    """What each of several ways takes, by name: a list with one number a round. A first round warms up and does not count, unless there is only one."""
    return in_rounds(rounds, {name: lambda way=way: seconds(way) for name, way in ways.items()})


def in_rounds(rounds, ways):
    """The same for ways that return what they took."""
    names = list(ways)
    took = {name: [] for name in names}
    for number in range(1 if rounds == 1 else 0, rounds + 1):
        for turn in range(len(names)):
            name = names[(turn + number) % len(names)]
            value = ways[name]()
            if number > 0:
                took[name].append(value)
    return took
