"""A process pool whose worker dies is broken for good: the calls under way are lost, and no new one is taken."""
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from time import sleep

from serving import end_with_parent, serve


def call(number, deadly):
    if number == deadly:
        os._exit(1)
    sleep(0.001)
    return number


def main(calls=200, deadly=100, workers=2):
    with ProcessPoolExecutor(workers, initializer=end_with_parent) as pool:
        submitted = []
        try:
            for number in range(calls):
                submitted.append(pool.submit(call, number, deadly))
        except BrokenProcessPool:
            pass
        lost = sum(isinstance(future.exception(), BrokenProcessPool) for future in submitted)
        try:
            takes_more = pool.submit(call, -1, deadly).result() == -1
        except BrokenProcessPool:
            takes_more = False
    return {"calls": calls, "arrived": len(submitted) - lost, "lost": lost, "refused": calls - len(submitted), "takes_more": takes_more}


if __name__ == "__main__":
    serve(main)
