"""CPU-bound threads hand the GIL over about once in a switch interval, however many they are (A6, B4).

Each thread notes when it was another that ran last. Without a GIL there is nothing to hand over, and nothing to count.
"""
import sys
import time
from threading import Thread

from serving import serve
from switching import switch_interval

running = False
holder = None
hand_overs = 0


def run(name):
    global holder, hand_overs
    while running:
        if holder != name:
            holder = name
            hand_overs += 1


def hand_overs_a_second(threads, seconds):
    global running, holder, hand_overs
    running, holder, hand_overs = True, None, 0
    started = [Thread(target=run, args=(name,)) for name in range(threads)]
    for thread in started:
        thread.start()
    while hand_overs < threads:  # until each has had a turn: its first is no hand-over
        time.sleep(0.001)

    first, start = hand_overs, time.perf_counter()
    time.sleep(seconds)
    last, end = hand_overs, time.perf_counter()

    running = False
    for thread in started:
        thread.join()
    return (last - first) / (end - start)


def main(threads=2, switch_interval_ms=None, seconds=1, repeats=3):
    if hasattr(sys, "_is_gil_enabled") and not sys._is_gil_enabled():
        return {"a_second": []}
    with switch_interval(switch_interval_ms):
        return {"a_second": [hand_overs_a_second(threads, seconds) for _ in range(repeats)]}


if __name__ == "__main__":
    serve(main)
