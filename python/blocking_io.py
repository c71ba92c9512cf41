"""A thread that waits for a server gives the GIL away, so that another one computes meanwhile (E5).

The answer is taken late: whoever waited has to ask for the GIL again, and gets it after a switch interval.
"""
import asyncio
import socket
from threading import Thread

from request_server import HOST, MARK, REPLY, REQUEST
from serving import serve
from timing import seconds
from workloads import fibonacci

STEP_SIZE = 15


class Trial:
    """A request that waits in its server, and a computation, each told by how far the computation is."""

    def __init__(self, port, milliseconds, steps):
        self.port, self.milliseconds, self.steps = port, milliseconds, steps
        self.done = self.meanwhile = 0

    def ask(self):
        with socket.create_connection((HOST, self.port)) as connection:
            connection.sendall(self.request())
            self.check(connection.makefile("rb").read(REPLY.size))

    async def ask_async(self):
        reader, writer = await asyncio.open_connection(HOST, self.port)
        writer.write(self.request())
        self.check(await reader.readexactly(REPLY.size))
        writer.close()

    def request(self):
        return REQUEST.pack(MARK, self.milliseconds, 0)

    def check(self, reply):
        if REPLY.unpack(reply)[0] != MARK:
            raise ValueError("the reply is not one of a request server")
        self.meanwhile = self.done

    def compute(self):
        for _ in range(self.steps):
            fibonacci(STEP_SIZE)
            self.done += 1

    async def compute_politely(self):
        """Lets the loop look after each step: on its one thread nothing else is done meanwhile."""
        for _ in range(self.steps):
            fibonacci(STEP_SIZE)
            self.done += 1
            await asyncio.sleep(0)

    def in_turn(self):
        self.ask()
        self.compute()

    def with_thread(self):
        asking = Thread(target=self.ask)
        asking.start()
        self.compute()
        asking.join()

    def with_asyncio(self):
        async def both():
            await asyncio.gather(self.ask_async(), self.compute_politely())

        asyncio.run(both())


WAYS = {"request": Trial.ask, "computation": Trial.compute, "in_turn": Trial.in_turn, "thread": Trial.with_thread, "asyncio": Trial.with_asyncio}


def run(way, *arguments):
    trial = Trial(*arguments)
    took = seconds(WAYS[way], trial)
    return {"way": way, "seconds": took, "steps": trial.done, "meanwhile": trial.meanwhile}


def main(port, milliseconds=100, steps=1_000, repeats=3):
    return {"runs": [run(way, port, milliseconds, steps) for _ in range(repeats) for way in WAYS]}


if __name__ == "__main__":
    serve(main)
