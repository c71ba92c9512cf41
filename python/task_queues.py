"""Calls through Celery, one of the task queues that document 001 names (B19), over the same broker and with the same promises:
each message is confirmed, and each task acknowledged once it is done."""
import os
import signal
import subprocess
import sys
import threading
import time
import uuid

from celery import Celery, __version__
from celery.result import ResultSet

from serving import serve

ADDRESS, QUEUE = "WORKLOADS_CELERY_ADDRESS", "WORKLOADS_CELERY_QUEUE"
RESULT_LIMIT = 60


def application(address, queue):
    app = Celery("task_queues", broker=address, backend="rpc://")
    app.conf.update(
        task_default_queue=queue,
        task_acks_late=True,
        broker_transport_options={"confirm_publish": True},
        result_expires=600,
        worker_send_task_events=False,
    )
    app.task(name="run_all")(run_all)
    return app


def run_all(sizes):
    """Calls of a function that returns its argument."""
    return [size for size in sizes]


def version():
    return {"version": __version__}


def rates(address, workers=2, calls=500, batches=100, calls_in_batch=500, rounds=3):
    """Calls a second, one a message and many, one number for each round; the workers are warm."""
    queue = "celery-" + uuid.uuid4().hex
    app = application(address, queue)
    with Worker(address, queue, workers) as worker:
        first = app.tasks["run_all"].delay([0])
        while not first.ready():
            worker.check()
            time.sleep(0.1)
        rate(app, workers * 20, 1)
        measured = [(rate(app, calls, 1), rate(app, batches, calls_in_batch)) for _ in range(rounds)]
    with app.connection_for_write() as connection:
        connection.default_channel.queue_delete(queue)
        connection.default_channel.exchange_delete(queue)
    return {"one_by_one": [one for one, _ in measured], "batched": [many for _, many in measured]}


def rate(app, messages, calls_in_each):
    sizes = list(range(calls_in_each))
    start = time.perf_counter()
    # Asked for together: a get that begins after its result has come may sleep for a second before it looks.
    results = ResultSet([app.tasks["run_all"].delay(sizes) for _ in range(messages)], app=app)
    if any(result != sizes for result in results.get(timeout=RESULT_LIMIT)):
        raise ValueError("A result is wrong.")
    return messages * calls_in_each / (time.perf_counter() - start)


class Worker:
    """Celery's worker as a process group of its own, which ends when its input does."""

    def __init__(self, address, queue, workers):
        command = [sys.executable, "-B", "-E", "-s", "-m", "celery", "--quiet", "--app", "task_queues", "worker",
                   "--concurrency", str(workers), "--queues", queue, "--loglevel", "ERROR", "--without-gossip", "--without-mingle", "--without-heartbeat"]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, start_new_session=True, cwd=os.path.dirname(os.path.abspath(__file__)),
            env={**os.environ, ADDRESS: address, QUEUE: queue})

    def __enter__(self):
        return self

    def check(self):
        if self._process.poll() is not None:
            raise ChildProcessError("Celery's worker ended with exit code {}.".format(self._process.returncode))

    def __exit__(self, *_):
        self._process.stdin.close()
        self._process.wait()


def end_with_input():
    os.read(0, 1)
    os.killpg(0, signal.SIGKILL)


if QUEUE in os.environ:  # the worker has loaded this file
    threading.Thread(target=end_with_input, daemon=True).start()
    app = application(os.environ[ADDRESS], os.environ[QUEUE])

if __name__ == "__main__":
    serve(rates, version)
