"""How the scripts of this folder are asked, and how they answer.

A script holds the experiments of one topic, a function each. By hand, with its name and arguments, an answer is printed:

    python gil.py two_threads size=25 calls=10

Without arguments a script reads requests from its input, one JSON object of arguments a line, with the function's name as
"experiment" where a script has several, and writes a line of JSON for each: {"result": ...} or {"error": ...}. It ends when
its input does, so that it never outlives who started it.
"""
import json
import multiprocessing
import os
import queue
import signal
import sys
import threading
import traceback
from multiprocessing import connection

GRACE = 0.2  # seconds that a script has to end by itself once nobody listens any more


def serve(*experiments):
    """Answers requests by calling the experiment that they name with their arguments."""
    def main(experiment=experiments[0].__name__, **arguments):
        return {one.__name__: one for one in experiments}[experiment](**arguments)

    if len(sys.argv) > 1:
        named = [("experiment", word) for word in sys.argv[1:2] if "=" not in word]
        print(json.dumps(main(**dict(named + list(map(argument, sys.argv[1 + len(named):])))), indent=2))
        return

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is for the program that asks
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what is printed, here or in a child process, must not end up between the answers
    requests = queue.Queue()
    threading.Thread(target=read_requests, args=(requests,), daemon=True).start()

    for request in iter(requests.get, None):
        answers.write(json.dumps(answer(main, request)) + "\n")
        answers.flush()


def read_requests(requests):
    """Reads with no lock held and no buffer shared, so that processes may be forked meanwhile."""
    pending = b""
    while True:
        chunk = os.read(0, 1 << 16)
        if not chunk:
            break
        *lines, pending = (pending + chunk).split(b"\n")
        for line in lines:
            requests.put(json.loads(line))

    requests.put(None)
    threading.Event().wait(GRACE)
    os._exit(1)


def answer(main, request):
    try:
        return {"result": main(**request)}
    except BaseException as error:
        traceback.print_exc()
        return {"error": one_line(error)}


def one_line(error):
    return " ".join("{}: {}".format(type(error).__name__, error).split())


def argument(text):
    """'size=25' as ('size', 25)."""
    name, _, value = text.partition("=")
    try:
        return name, json.loads(value)
    except ValueError:
        return name, value


def end_with_parent():
    """Makes a pool's worker end when the process that started it does, however that ends. CPython's own lives on."""
    def wait():
        connection.wait([multiprocessing.parent_process().sentinel])
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
