"""A loop over numbers that are objects is slow, what the interpreter does in C is faster, and a library in C faster still (B16)."""
from serving import serve
from timing import seconds


def sum_in_loop(numbers):
    total = 0.0
    for number in numbers:
        total += number
    return total


def multiply(left, right):
    columns = list(zip(*right))
    return [[sum(a * b for a, b in zip(row, column)) for column in columns] for row in left]


def times(repeats, function, *arguments):
    return [seconds(function, *arguments) for _ in range(repeats)]


def with_library(count, size, repeats):
    """The same by numpy, where it is installed."""
    try:
        import numpy
    except ImportError:
        return None, None
    numbers = numpy.ones(count)
    matrix = numpy.ones((size, size))
    return times(repeats, numbers.sum), times(repeats, matrix.dot, matrix)


def main(count=1_000_000, size=64, repeats=3):
    numbers = [float(i % 17 - 8) for i in range(count)]
    matrix = [[float((i * size + j) % 17 - 8) for j in range(size)] for i in range(size)]
    library_sum, library_product = with_library(count, size, repeats)
    return {
        "numbers": count,
        "size": size,
        "loop_seconds": times(repeats, sum_in_loop, numbers),
        "sum_seconds": times(repeats, sum, numbers),
        "product_seconds": times(repeats, multiply, matrix, matrix),
        "library_sum_seconds": library_sum,
        "library_product_seconds": library_product,
    }


if __name__ == "__main__":
    serve(main)
