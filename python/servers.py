"""A server that answers one small request a connection, and a thread that waits for such a server (A10, B18, E5).

It speaks the protocol of the .NET servers, so that the same clients put the same load on both. Loopback only.
"""
import asyncio
import os
import socket
import socketserver
import struct
import sys
import threading
from time import perf_counter, sleep

from serving import serve
from timing import in_rounds, in_turns, seconds
from together import in_threads
from workloads import fibonacci

HOST = "127.0.0.1"
MARK = 0x574B4C31
REQUEST = struct.Struct(">Iii")  # the mark, milliseconds to wait, a Fibonacci number to compute
REPLY = struct.Struct(">Ii")     # the mark, who answered
PATIENCE = 5                     # seconds that a client has to say what it wants
BACKLOG = 16384


def reply():
    return REPLY.pack(MARK, os.getpid())


class Handler(socketserver.BaseRequestHandler):
    """Answers a client on the thread that it is called on; a bad one is its own trouble."""

    def handle(self):
        self.request.settimeout(PATIENCE)
        try:
            frame = b""
            while len(frame) < REQUEST.size:
                part = self.request.recv(REQUEST.size - len(frame))
                if not part:
                    return
                frame += part
            mark, wait, n = REQUEST.unpack(frame)
            if mark == MARK:
                sleep(wait / 1000)
                fibonacci(n)
                self.request.sendall(reply())
        except OSError:
            pass


class OneThread(socketserver.TCPServer):
    request_queue_size = BACKLOG


class ThreadPerConnection(socketserver.ThreadingTCPServer):
    request_queue_size = BACKLOG
    daemon_threads = True


def bound(shared_port):
    """A socket on a port of its own, or on one that others listen on too."""
    listener = socket.socket()
    if shared_port:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    listener.bind((HOST, shared_port or 0))
    return listener


def with_socketserver(server_class, shared_port):
    server = server_class((HOST, 0), Handler, bind_and_activate=False)
    server.socket.close()
    server.socket = bound(shared_port)
    server.server_address = server.socket.getsockname()
    server.server_activate()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


async def answer(reader, writer):
    try:
        mark, wait, n = REQUEST.unpack(await asyncio.wait_for(reader.readexactly(REQUEST.size), PATIENCE))
        if mark == MARK:
            await asyncio.sleep(wait / 1000)
            fibonacci(n)
            writer.write(reply())
            await writer.drain()
    except (OSError, EOFError, asyncio.TimeoutError):
        pass
    finally:
        writer.close()


def with_asyncio(shared_port):
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(answer, sock=bound(shared_port), backlog=BACKLOG))
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return server.sockets[0].getsockname()[1]


MODELS = {
    "one_thread": lambda shared_port: with_socketserver(OneThread, shared_port),
    "thread_per_connection": lambda shared_port: with_socketserver(ThreadPerConnection, shared_port),
    "async": with_asyncio,
}


def listen(model="async", shared_port=None):
    return {"port": MODELS[model](shared_port)}


def ask(port, milliseconds):
    """Waits for the answer with the GIL given away, and has to ask for the GIL again when it comes."""
    with socket.create_connection((HOST, port)) as connection:
        connection.sendall(REQUEST.pack(MARK, milliseconds, 0))
        check(connection.makefile("rb").read(REPLY.size))


async def ask_async(port, milliseconds):
    reader, writer = await asyncio.open_connection(HOST, port)
    writer.write(REQUEST.pack(MARK, milliseconds, 0))
    check(await reader.readexactly(REPLY.size))
    writer.close()


def check(frame):
    if REPLY.unpack(frame)[0] != MARK:
        raise ValueError("the reply is not one of a request server")


def times_in_a_step(step, size):
    """How often a step computes the Fibonacci number of this size, so that it takes so many seconds."""
    once = min(seconds(fibonacci, size) for _ in range(20))
    return max(1, round(step / once))


class Trial:
    """A request that waits in its server beside a computation, which counts its steps."""

    def __init__(self, port, milliseconds, steps, times, size):
        self.port, self.milliseconds, self.steps, self.times, self.size = port, milliseconds, steps, times, size
        self.done = 0
        self.meanwhile = []

    def step(self):
        for _ in range(self.times):
            fibonacci(self.size)
        self.done += 1

    def compute(self, steps):
        for _ in range(steps):
            self.step()

    async def compute_politely(self):
        """Lets the loop look after each step: on its one thread nothing else is done meanwhile."""
        for _ in range(self.steps):
            self.step()
            await asyncio.sleep(0)

    def ask(self):
        before = self.done
        ask(self.port, self.milliseconds)
        self.meanwhile.append(self.done - before)

    async def ask_async(self):
        await ask_async(self.port, self.milliseconds)

    def in_turn(self):
        ask(self.port, self.milliseconds)
        self.compute(self.steps)

    def with_thread(self):
        asking = threading.Thread(target=self.ask)
        asking.start()
        self.compute(self.steps)
        asking.join()

    def with_asyncio(self):
        async def both():
            await asyncio.gather(self.ask_async(), self.compute_politely())

        asyncio.run(both())

    def two_in_turn(self):
        self.compute(self.steps)

    def two_threads(self):
        in_threads(self.compute, [(self.steps // 2,)] * 2)


def blocking(names, port, milliseconds, steps, step_seconds, size, rounds):
    """A blocking call beside a computation, one after the other, with a thread for the call, and with asyncio (E5)."""
    trial = Trial(port, milliseconds, steps, times_in_a_step(step_seconds, size), size)
    ways = (trial.in_turn, trial.with_thread, trial.with_asyncio, trial.two_in_turn, trial.two_threads)
    turns = in_turns(rounds, dict(zip(names, ways)))
    return {"turns": turns, "meanwhile": trial.meanwhile[1:], "step_seconds": min(seconds(trial.step) for _ in range(9))}


def delays(names, port, milliseconds, computing, interval, size, rounds):
    """What a request takes alone, beside computing threads, and beside them with another switch interval (E5)."""
    def beside(switch_interval):
        stop = threading.Event()

        def compute():
            while not stop.is_set():
                fibonacci(size)

        usual = sys.getswitchinterval()
        sys.setswitchinterval(switch_interval or usual)
        threads = [threading.Thread(target=compute) for _ in range(computing)]
        for thread in threads:
            thread.start()
        try:
            start = perf_counter()
            ask(port, milliseconds)
            return perf_counter() - start
        finally:
            stop.set()
            for thread in threads:
                thread.join()
            sys.setswitchinterval(usual)

    ways = (lambda: seconds(ask, port, milliseconds), lambda: beside(None), lambda: beside(interval))
    return in_rounds(rounds, dict(zip(names, ways)))


if __name__ == "__main__":
    serve(listen, blocking, delays)
