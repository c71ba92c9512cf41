"""An asynchronous echo server and its clients, all on one event loop (C10). Loopback only."""
import asyncio
from time import perf_counter

from serving import serve


async def answer(reader, writer):
    while True:
        data = await reader.read(1 << 16)
        if not data:
            break
        writer.write(data)
        await writer.drain()
    writer.close()


async def talk(port, client, messages):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    echoed = 0
    for number in range(messages):
        message = (client << 32 | number).to_bytes(8, "little")
        writer.write(message)
        await writer.drain()
        echoed += await reader.readexactly(8) == message
    writer.close()
    return echoed


async def run(clients, messages):
    server = await asyncio.start_server(answer, "127.0.0.1", 0, backlog=512)
    port = server.sockets[0].getsockname()[1]
    start = perf_counter()
    echoed = await asyncio.gather(*(talk(port, client, messages) for client in range(clients)))
    took = perf_counter() - start
    server.close()
    return {"echoed": sum(echoed), "seconds": took}


def main(clients=100, messages=50):
    return asyncio.run(run(clients, messages))


if __name__ == "__main__":
    serve(main)
