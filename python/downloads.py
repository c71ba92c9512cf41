"""Waiting for a server costs nothing but time, so that twenty downloads take as long as one, or as long as twenty (C2, C3, C4)."""
import asyncio
import http.client
import random
import threading
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from threading import Event
from time import perf_counter, sleep
from urllib.parse import urlsplit

from serving import serve
from timing import in_turns


def download(url):
    """The length of what the server sends."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    try:
        connection.request("GET", path_of(parts))
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise OSError("{} for {}".format(response.status, url))
        return len(body)
    finally:
        connection.close()


def one_after_the_other(urls, workers):
    return enumerate([download(url) for url in urls])


def mapped(urls, workers):
    with ThreadPoolExecutor(workers) as pool:
        return enumerate(list(pool.map(download, urls)))


def in_threads(urls, workers):
    with ThreadPoolExecutor(workers) as pool:
        futures = {pool.submit(download, url): number for number, url in enumerate(urls)}
        return [(futures[future], future.result()) for future in as_completed(futures)]


async def download_async(url):
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port)
    try:
        request = "GET {} HTTP/1.0\r\nHost: {}\r\nConnection: close\r\n\r\n".format(path_of(parts), parts.netloc)
        writer.write(request.encode("ascii"))
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        status, *fields = head.decode("ascii", "replace").split("\r\n")
        if not status:
            raise ConnectionError("no answer for {}".format(url))
        if " 200 " not in status:
            raise OSError("{} for {}".format(status, url))
        if len(body) < content_length(fields):
            raise asyncio.IncompleteReadError(body, content_length(fields))
        return len(body)
    finally:
        writer.close()


def path_of(parts):
    return (parts.path or "/") + ("?" + parts.query if parts.query else "")


def content_length(fields):
    """How long the body is to be; 0 where the head does not say."""
    lengths = [int(value) for name, _, value in (field.partition(":") for field in fields) if name.lower() == "content-length"]
    return lengths[0] if lengths else 0


async def gather(downloads):
    return await asyncio.gather(*downloads)


def with_asyncio(urls, workers):
    return enumerate(asyncio.run(gather(map(download_async, urls))))


WAYS = {"sequential": one_after_the_other, "mapped": mapped, "threads": in_threads, "asyncio": with_asyncio}


def download_all(urls, way="asyncio", workers=None):
    start = perf_counter()
    came = list(WAYS[way](urls, workers))
    return {"seconds": perf_counter() - start, "lengths": [length for _, length in sorted(came)]}


def ways(names, urls, workers, rounds):
    """What each way takes, in turns; the names in the order of WAYS."""
    return in_turns(rounds, {name: lambda way=way: list(way(urls, workers)) for name, way in zip(names, WAYS.values())})


async def download_patiently(url, timeout, most, pause, longest, endings):
    """The length of what the server sent in the end; None when it never did.

    The pause before the next request doubles up to a limit, and is spread at random, so that those who failed together do not
    come back together.
    """
    for request in range(most):
        if request:
            await asyncio.sleep(min(pause * 2 ** (request - 1), longest) * random.uniform(0.5, 1.5))
        try:
            length = await asyncio.wait_for(download_async(url), timeout)
        except asyncio.TimeoutError:
            endings["timed_out"] += 1
        except (EOFError, ConnectionError):
            endings["cut_off"] += 1
        except OSError:
            endings["refused"] += 1
        else:
            endings["answered"] += 1
            return length
    return None


def patient(urls, timeout=2.0, most=8, pause=0.01, longest=0.25):
    """Downloads from a server one cannot rely on: each request has a time limit, and what failed is asked for again."""
    endings = dict.fromkeys(("answered", "refused", "cut_off", "timed_out"), 0)
    start = perf_counter()
    lengths = asyncio.run(gather(download_patiently(url, timeout, most, pause, longest, endings) for url in urls))
    return {"seconds": perf_counter() - start, "lengths": lengths, **endings}


def state(future):
    if future.cancelled():
        return "cancelled"
    return "finished" if future.done() else "running" if future.running() else "pending"


def life(ending):
    """A future is a call put off: pending until a thread takes it, then running, and done once and for good (C4)."""
    thread_free, running, go_on = Event(), Event(), Event()
    moments, callbacks = [], []

    def work():
        running.set()
        go_on.wait()
        if ending == "an exception":
            raise ValueError("it was to fail")
        return 42

    def look(event):
        moments.append({"event": event, "state": state(future)})

    with ThreadPoolExecutor(1) as pool:
        pool.submit(thread_free.wait)
        future = pool.submit(work)
        ran = running.is_set()
        for number in (1, 2, 3):
            future.add_done_callback(lambda _, number=number: callbacks.append(number))
        look("queued behind another")
        if ending == "being cancelled in the queue":
            look("cancel() said {}".format(future.cancel()))
            thread_free.set()
        else:
            thread_free.set()
            running.wait()
            look("its turn has come")
            if ending == "being cancelled while it runs":
                look("cancel() said {}".format(future.cancel()))
            go_on.set()
    look("over")
    return {"ending": ending, "moments": moments, "callbacks": callbacks, "ran_when_submitted": ran}


def block(workers, calls, prefix="block"):
    """A pool as a context manager: nobody sees its threads or its queue, and nothing is left when the block is (C3)."""
    def alive():
        return sum(thread.name.startswith(prefix) for thread in threading.enumerate())

    running, go_on = Event(), Event()

    def work():
        running.set()
        go_on.wait()

    with ThreadPoolExecutor(workers, thread_name_prefix=prefix) as pool:
        future = pool.submit(work)
        running.wait()
        stopped = future.cancel()
        go_on.set()
        from_map = list(pool.map(abs, range(calls)))
        from_submit = [pool.submit(sleep, 0.001) for _ in range(calls)]
        threads = alive()
    return {
        "submitted": calls, "not_ended": sum(not future.done() for future in from_submit), "threads": threads, "threads_left": alive(),
        "stopped": int(stopped), "futures_from_map": futures_among(from_map), "futures_from_submit": futures_among(from_submit),
    }


def futures_among(values):
    return sum(isinstance(value, Future) for value in values)


def futures(workers=4, calls=20):
    endings = ("a result", "an exception", "being cancelled in the queue", "being cancelled while it runs")
    return {"lives": [life(ending) for ending in endings], "block": block(workers, calls)}


if __name__ == "__main__":
    serve(download_all, ways, patient, futures)
