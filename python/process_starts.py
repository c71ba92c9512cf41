"""A forked process starts in a millisecond or two, a spawned one has to start Python anew (A7, B2)."""
import multiprocessing

from serving import serve
from timing import seconds
from workloads import nothing


def start_and_join(context):
    process = context.Process(target=nothing, args=(0,))
    process.start()
    process.join()


def main(repeats=5):
    methods = multiprocessing.get_all_start_methods()
    contexts = [multiprocessing.get_context(method) for method in methods]
    for context in contexts:
        start_and_join(context)  # the first time there is more to start
    times = [[seconds(start_and_join, context) for context in contexts] for _ in range(repeats)]
    return {"default": multiprocessing.get_start_method(), "seconds": dict(zip(methods, zip(*times)))}


if __name__ == "__main__":
    serve(main)
