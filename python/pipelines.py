"""Stages of threads joined by bounded queues: a full queue makes the stage before it wait, so that a slow one sets the pace (E7).

A stage that fails goes on taking, without working, or the stages before it would wait for room for ever.
"""
from queue import Queue
from threading import Lock, Thread
from time import perf_counter, sleep

from serving import one_line, serve

END = None  # what tells one worker that nothing follows


class Stage:
    """Workers that take from the queue before them, and hand on."""

    def __init__(self, pipeline, name, milliseconds, workers, capacity, fails_at):
        self.pipeline, self.name, self.milliseconds, self.fails_at = pipeline, name, milliseconds, fails_at
        self.before = Queue(maxsize=capacity)
        self.lengths = []  # when, and how many waited then
        self.lock = Lock()
        self.handled, self.working, self.starved, self.held_up = 0, 0.0, 0.0, 0.0
        self.threads = [Thread(target=self.run) for _ in range(workers)]

    def put(self, number):
        self.before.put(number)
        self.note()

    def note(self):
        self.lengths.append((self.pipeline.now(), self.before.qsize()))

    def run(self):
        now = self.pipeline.now
        asked = now()
        for number in iter(self.before.get, END):
            taken = now()
            self.note()
            self.before.task_done()
            if self.pipeline.failure:
                continue
            try:
                self.work(number)
            except Exception as error:
                self.pipeline.fail(self.name, number, error)
                continue
            done = now()
            self.pipeline.hand_on(self, number)
            since, asked = asked, now()
            with self.lock:
                self.handled += 1
                self.starved += taken - since
                self.working += done - taken
                self.held_up += asked - done

    def work(self, number):
        if number == self.fails_at:
            raise ValueError("asked to fail")
        sleep(self.milliseconds / 1000)

    def finish(self):
        """Tells each worker that nothing follows, and waits for all. No item waits then, so that none of the lengths counts this."""
        self.before.join()
        for _ in self.threads:
            self.before.put(END)
        for thread in self.threads:
            thread.join()


class Pipeline:
    def __init__(self, stages):
        self.failure, self.results, self.lock = None, [], Lock()
        self.stages = [Stage(self, **stage) for stage in stages]
        self.behind = dict(zip(self.stages, self.stages[1:]))

    def now(self):
        return perf_counter() - self.start

    def run(self, items):
        self.start = perf_counter()
        for stage in self.stages:
            for thread in stage.threads:
                thread.start()
        for number in range(items):
            if self.failure:
                break
            self.stages[0].put(number)
        for stage in self.stages:
            stage.finish()
        return self.now()

    def hand_on(self, stage, number):
        behind = self.behind.get(stage)
        if behind:
            behind.put(number)
        else:
            self.results.append(number)

    def fail(self, stage, number, error):
        with self.lock:
            self.failure = self.failure or {"stage": stage, "item": number, "delivered": len(self.results), "error": one_line(error)}


def told(stage):
    at, lengths = zip(*sorted(stage.lengths)) if stage.lengths else ((), ())
    return {
        "handled": stage.handled, "working_seconds": stage.working, "starved_seconds": stage.starved, "held_up_seconds": stage.held_up,
        "at_seconds": at, "lengths": lengths,
    }


def pipeline(stages=({"name": "work", "milliseconds": 1, "workers": 1, "capacity": 8, "fails_at": None},), items=100):
    running = Pipeline(stages)
    seconds = running.run(items)
    return {"seconds": seconds, "results": running.results, "stages": [told(stage) for stage in running.stages], "failure": running.failure}


if __name__ == "__main__":
    serve(pipeline)
