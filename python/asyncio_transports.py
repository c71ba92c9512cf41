"""An asyncio echo over TCP, UDP and a Unix socket, by callbacks (asyncio.Protocol) and by coroutines (streams) (D12).

Server and clients share one event loop. TLS is left out: the standard library makes no certificates. Loopback only.
"""
import asyncio
import os
import tempfile
from time import perf_counter

from asyncio_echo import answer
from serving import serve

PATIENCE = 2  # seconds after which a datagram counts as lost


class StreamEcho(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)


class DatagramEcho(asyncio.DatagramProtocol):
    def connection_made(self, transport):
        self.transport = transport

    def datagram_received(self, data, address):
        self.transport.sendto(data, address)


class DatagramClient(asyncio.DatagramProtocol):
    """Hands each datagram to who waits for it."""

    def __init__(self):
        self.came = asyncio.Queue()

    def datagram_received(self, data, address):
        self.came.put_nowait(data)


async def talk(reader, writer, messages, size, took):
    echoed = 0
    for number in range(messages):
        message = (number % 256).to_bytes(1, "little") * size
        start = perf_counter()
        writer.write(message)
        echoed += await reader.readexactly(size) == message
        took.append(perf_counter() - start)
    writer.close()
    return echoed


async def talk_all(server, connected, messages, size, took):
    echoed = await asyncio.gather(*(talk(reader, writer, messages, size, took) for reader, writer in connected))
    server.close()
    return sum(echoed)


async def talk_in_datagrams(port, messages, size, took):
    loop = asyncio.get_running_loop()
    transport, client = await loop.create_datagram_endpoint(DatagramClient, remote_addr=("127.0.0.1", port))
    echoed = 0
    for number in range(messages):
        message = (number % 256).to_bytes(1, "little") * size
        start = perf_counter()
        transport.sendto(message)
        try:
            echoed += await asyncio.wait_for(client.came.get(), PATIENCE) == message
            took.append(perf_counter() - start)
        except asyncio.TimeoutError:
            pass
    transport.close()
    return echoed


async def over_tcp(style, clients, messages, size, took):
    loop = asyncio.get_running_loop()
    server = await (loop.create_server(StreamEcho, "127.0.0.1", 0) if style == "callbacks" else asyncio.start_server(answer, "127.0.0.1", 0))
    port = server.sockets[0].getsockname()[1]
    connected = [await asyncio.open_connection("127.0.0.1", port) for _ in range(clients)]
    return await talk_all(server, connected, messages, size, took)


async def over_unix(style, clients, messages, size, took):
    loop = asyncio.get_running_loop()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "echo")
        server = await (loop.create_unix_server(StreamEcho, path) if style == "callbacks" else asyncio.start_unix_server(answer, path))
        connected = [await asyncio.open_unix_connection(path) for _ in range(clients)]
        return await talk_all(server, connected, messages, size, took)


async def over_udp(style, clients, messages, size, took):
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(DatagramEcho, local_addr=("127.0.0.1", 0))
    port = server.get_extra_info("sockname")[1]
    echoed = await asyncio.gather(*(talk_in_datagrams(port, messages, size, took) for _ in range(clients)))
    server.close()
    return sum(echoed)


def main(clients=2, messages=200, size=32):
    ways = [("tcp", over_tcp, "callbacks"), ("tcp", over_tcp, "coroutines"), ("udp", over_udp, "callbacks")]
    if hasattr(asyncio, "start_unix_server"):  # not on Windows
        ways += [("unix", over_unix, "callbacks"), ("unix", over_unix, "coroutines")]
    rows = []
    for transport, run, style in ways:
        took = []
        echoed = asyncio.run(run(style, clients, messages, size, took))
        rows.append({"transport": transport, "style": style, "messages": clients * messages, "echoed": echoed, "seconds": took})
    return rows


if __name__ == "__main__":
    serve(main)
