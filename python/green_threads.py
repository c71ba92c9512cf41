"""Green threads, and code that looks as if it blocked (D10, D11).

A task that waits for another task of its own pool keeps the thread that the other one needs. A ThreadPoolExecutor adds no threads
beyond its limit: once every thread waits so, none of them ever gets on. Here somebody looks from outside, and gives up for them.
"""
import asyncio
import threading
from collections import deque
from concurrent.futures import CancelledError, ThreadPoolExecutor
from time import perf_counter, process_time, sleep

from serving import serve
from timing import in_turns

LOOK_EVERY = 0.01  # seconds
PREFIX = "pool"
OWN = "own"


class Requests:
    """Come at once; each asks for something that takes a while, and waits for it. A list that grows is a counter for all threads."""

    def __init__(self, wait):
        self.wait, self.gave_up, self.all_came = wait, False, threading.Event()
        self.submitted, self.begun, self.done, self.answers = [], [], [], []

    def submit(self, pool, work, *arguments):
        self.submitted.append(work)
        return pool.submit(work, *arguments)

    def answer(self):
        self.begun.append(self.answer)
        sleep(self.wait)

    def block(self, pool):
        if self.gave_up:
            return
        answer = self.submit(pool, self.answer)
        self.answers.append(answer)
        try:
            answer.result()
            self.done.append(answer)
        except CancelledError:
            pass

    def block_in_pool(self, pool):
        self.begun.append(self.block)
        self.all_came.wait()
        self.block(pool)

    async def ask(self):
        await asyncio.sleep(self.wait)
        self.done.append(self.ask)

    async def ask_all(self, count):
        await asyncio.gather(*(self.ask() for _ in range(count)))

    def give_up(self):
        self.gave_up = True
        for answer in self.answers:
            answer.cancel()

    def look(self, start):
        threads = sum(thread.name.startswith((PREFIX, OWN)) for thread in threading.enumerate())
        return [perf_counter() - start, threads, len(self.submitted) - len(self.begun), len(self.done)]


def start(requests, way, pool, count):
    """Starts so many requests; returns the threads of their own that they need."""
    if way == "async_all_the_way":
        threads = [threading.Thread(name=OWN, target=lambda: asyncio.run(requests.ask_all(count)))]
    elif way == "own_threads":
        threads = [threading.Thread(name=OWN, target=requests.block, args=(pool,)) for _ in range(count)]
    else:
        threads = []
        for _ in range(count):
            requests.submit(pool, requests.block_in_pool, pool)
    for thread in threads:
        thread.start()
    return threads


def starvation(way="none", requests=12, milliseconds=100, patience_milliseconds=1_000):
    all_requests = Requests(milliseconds / 1000)
    # Twice as many: a thread for each request, and one for each answer.
    with ThreadPoolExecutor(2 * requests if way == "more_threads" else None, thread_name_prefix=PREFIX) as pool:
        began = perf_counter()
        threads = start(all_requests, way, pool, requests)
        all_requests.all_came.set()
        looks = [all_requests.look(began)]
        while len(all_requests.done) < requests and perf_counter() - began < patience_milliseconds / 1000:
            sleep(LOOK_EVERY)
            looks.append(all_requests.look(began))
        all_requests.give_up()
        for thread in threads:
            thread.join()
    return {"looks": looks}


def round_robin(generators):
    """A scheduler of a few lines: whoever gives its turn away goes to the end of the queue."""
    waiting = deque(generators)
    while waiting:
        generator = waiting.popleft()
        try:
            next(generator)
        except StopIteration:
            continue
        waiting.append(generator)


class Turns:
    """Green threads that mark each turn as their own, compute, and look whether another has had one meanwhile (D10)."""

    def __init__(self, seconds):
        self.end, self.inside, self.threads, self.seen = perf_counter() + seconds, None, set(), []

    def compute(self, me):
        while perf_counter() < self.end:
            self.threads.add(threading.get_ident())
            self.inside = me
            end = perf_counter() + 20e-6
            while perf_counter() < end:
                pass
            self.seen.append(self.inside != me)
            yield


class Echo:
    """A server and its clients on one loop, by code that reads as if it blocked (D11)."""

    def __init__(self, clients, messages=2):
        self.clients, self.messages, self.open, self.most_open, self.echoed, self.threads = clients, messages, 0, 0, 0, set()

    async def answer(self, reader, writer):
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        if self.open == self.clients:
            self.all_open.set()
        self.threads.add(threading.get_ident())
        while True:
            data = await reader.read(1 << 16)
            if not data:
                break
            writer.write(data)
            await writer.drain()
        self.open -= 1
        writer.close()

    async def talk(self, port, client):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        self.threads.add(threading.get_ident())
        await self.all_open.wait()
        for number in range(self.messages):
            message = (client << 32 | number).to_bytes(8, "little")
            writer.write(message)
            await writer.drain()
            # Not `self.echoed += await …`: that reads the counter before it waits, and loses what others count meanwhile.
            answer = await reader.readexactly(8)
            self.echoed += answer == message
        writer.close()

    async def run(self):
        self.all_open = asyncio.Event()
        server = await asyncio.start_server(self.answer, "127.0.0.1", 0, backlog=512)
        port = server.sockets[0].getsockname()[1]
        await asyncio.gather(*(self.talk(port, client) for client in range(self.clients)))
        server.close()


def green(threads, milliseconds, connections):
    turns = Turns(milliseconds / 1000)
    start, used = perf_counter(), process_time()
    round_robin([turns.compute(number) for number in range(threads)])
    cores = (process_time() - used) / (perf_counter() - start)
    allow_open_files(2 * connections + 100)
    echo = Echo(connections)
    asyncio.run(echo.run())
    return {
        "green": threads, "turns": len(turns.seen), "within": sum(turns.seen), "threads": len(turns.threads), "cores": cores,
        "clients": connections, "most_open": echo.most_open, "echoed": echo.echoed, "server_threads": len(echo.threads),
    }


def allow_open_files(count):
    """As far as the system lets: its usual limit is a thousand."""
    try:
        import resource
    except ImportError:
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < count:
        resource.setrlimit(resource.RLIMIT_NOFILE, (count if hard == resource.RLIM_INFINITY else min(count, hard), hard))


def steps(times):
    for _ in (None for _ in range(times)):
        pass


def sends(times):
    def echo():
        value = None
        while True:
            value = yield value

    generator = echo()
    next(generator)
    for _ in range(times):
        generator.send(1)


def sleeps(times):
    async def switch():
        for _ in range(times // 2):
            await asyncio.sleep(0)

    async def both():
        await asyncio.gather(switch(), switch())

    asyncio.run(both())


def wakes(times):
    """Two threads that wake each other: CPython's locks sleep at once."""
    ping, pong = threading.Semaphore(0), threading.Semaphore(0)

    def other():
        for _ in range(times // 2):
            ping.acquire()
            pong.release()

    thread = threading.Thread(target=other)
    thread.start()
    for _ in range(times // 2):
        ping.release()
        pong.acquire()
    thread.join()


def switches(names, rounds):
    """What one switch takes each way, in turns (D10)."""
    ways = ((steps, 100_000), (sends, 100_000), (sleeps, 10_000), (wakes, 1_000))
    took = in_turns(rounds, {name: lambda way=way, times=times: way(times) for name, (way, times) in zip(names, ways)})
    return {name: [time / times for time in took[name]] for name, (_, times) in zip(names, ways)}


if __name__ == "__main__":
    serve(green, starvation, switches)
