"""The workloads, with the names and the results that the library gives them."""
import math
import os
import threading
import time


def fibonacci(n):
    return 1 if n <= 2 else fibonacci(n - 1) + fibonacci(n - 2)


def is_prime(n):
    if n < 2:
        return 0
    if n % 2 == 0:
        return int(n == 2)
    for divisor in range(3, math.isqrt(n) + 1, 2):
        if n % divisor == 0:
            return 0
    return 1


def wait(milliseconds):
    time.sleep(milliseconds / 1000)
    return milliseconds


def fibonacci_then_wait(size):
    result = fibonacci(size % 100)
    wait(size // 100)
    return result


def nothing(size):
    return size


WORKLOADS = {"fibonacci": fibonacci, "is-prime": is_prime, "wait": wait, "fibonacci-then-wait": fibonacci_then_wait,
             "nothing": nothing}


def traced(function, size):
    """A call's result with its start, its end (nanoseconds of the system's monotonic clock) and where it ran."""
    start = time.perf_counter_ns()
    result = function(size)
    return result, start, time.perf_counter_ns(), (os.getpid(), threading.get_ident())
