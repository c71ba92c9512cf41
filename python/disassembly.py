"""One statement is several instructions, and a thread can be switched between them (C8)."""
import dis
import io

from serving import serve
from workloads import fibonacci

counter = 0


def add_one():
    global counter
    counter += 1


def print_counter():
    print(counter)


def main():
    functions = {"counter": add_one, "print": print_counter, "fibonacci": fibonacci}
    return {name: listing(function) for name, function in functions.items()}


def listing(function):
    text = io.StringIO()
    dis.dis(function, file=text)
    return text.getvalue().rstrip()


if __name__ == "__main__":
    serve(main)
