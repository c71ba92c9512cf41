"""A future is a call put off: pending until a thread takes it, then running, and done once and for good (C4).

A thread's call cannot be cancelled once it runs; while it waits in the queue it can.
"""
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from serving import serve


def state(future):
    if future.cancelled():
        return "cancelled"
    return "finished" if future.done() else "running" if future.running() else "pending"


def main(ending="result"):
    thread_free, running, go_on = Event(), Event(), Event()
    moments, callbacks = [], []

    def work():
        running.set()
        go_on.wait()
        if ending == "failure":
            raise ValueError("it was to fail")
        return 42

    def look(event):
        moments.append({"event": event, "state": state(future)})

    with ThreadPoolExecutor(1) as pool:
        pool.submit(thread_free.wait)
        future = pool.submit(work)
        for number in (1, 2, 3):
            future.add_done_callback(lambda _, number=number: callbacks.append(number))
        look("queued behind another")
        if ending == "cancelled_in_the_queue":
            look("cancel() said {}".format(future.cancel()))
            thread_free.set()
        else:
            thread_free.set()
            running.wait()
            look("its turn has come")
            if ending == "cancelled_while_running":
                look("cancel() said {}".format(future.cancel()))
            go_on.set()
    look("over")
    return {"moments": moments, "callbacks": callbacks}


if __name__ == "__main__":
    serve(main)
