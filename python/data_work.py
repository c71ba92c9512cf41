"""A loop over numbers that are objects is slow, what the interpreter does in C is faster, and a library in C faster still (B16)."""
from serving import serve
from timing import in_turns


def sum_in_loop(numbers):
    total = 0.0
    for number in numbers:
        total += number
    return total


def multiply(left, right):
    columns = list(zip(*right))
    return [[sum(a * b for a, b in zip(row, column)) for column in columns] for row in left]


def numpy_or_none():
    try:
        import numpy
        return numpy
    except ImportError:
        return None


def has_numpy():
    return numpy_or_none() is not None


def kernels(names, count=1_000_000, size=64, rounds=9):
    """A sum by a loop and by what is built in, a product of lists of lists, and both by numpy where that is installed."""
    numbers = [float(i % 17 - 8) for i in range(count)]
    matrix = [[float((i * size + j) % 17 - 8) for j in range(size)] for i in range(size)]
    ways = [lambda: sum_in_loop(numbers), lambda: sum(numbers), lambda: multiply(matrix, matrix)]
    numpy = numpy_or_none()
    if numpy:
        array, square = numpy.array(numbers), numpy.array(matrix)
        ways += [array.sum, lambda: square.dot(square)]
    return in_turns(rounds, dict(zip(names, ways)))


if __name__ == "__main__":
    serve(kernels, has_numpy)
