"""asyncio's echo over TCP, UDP, TLS and a Unix socket, by callbacks and by coroutines, and its WebSockets (D12, D13).

Echo servers and their clients share one event loop. Loopback only.
"""
import asyncio
import base64
import gc
import hashlib
import os
import tempfile
import threading
from statistics import median
from time import perf_counter

from serving import serve
from timing import in_rounds

try:
    import ssl
except ImportError:  # a build without OpenSSL
    ssl = None

HOST = "127.0.0.1"
PATIENCE = 10  # seconds after which what has not come back counts as lost
LONGEST_DATAGRAM = 65507
BACKLOG = 16384


class StreamEcho(asyncio.Protocol):
    """By callbacks: the loop calls when bytes have come."""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.transport.write(data)


async def echo(reader, writer):
    """By coroutines: the code stands in the order in which it runs."""
    while True:
        data = await reader.read(1 << 16)
        if not data:
            break
        writer.write(data)
        await writer.drain()
    writer.close()


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


class StreamClient:
    def __init__(self, reader, writer):
        self.reader, self.writer = reader, writer

    async def echoed(self, message):
        self.writer.write(message)
        return await self.reader.readexactly(len(message))


class PacketClient:
    def __init__(self, transport, protocol):
        self.transport, self.protocol = transport, protocol

    async def echoed(self, message):
        self.transport.sendto(message)
        return await self.protocol.came.get()


class Echoes:
    """One way of echoing: its server listens, its clients are connected, and each turn sends so many messages."""

    def __init__(self, clients):
        self.clients, self.sent, self.back = clients, 0, 0

    async def turn(self, messages, size):
        """The median round trip, each client's next message when its last has come back."""
        took = []
        self.sent += messages * len(self.clients)
        talks = asyncio.gather(*(self.talk(client, messages, size, took) for client in self.clients))
        try:
            await asyncio.wait_for(talks, PATIENCE)
        except (asyncio.TimeoutError, OSError, EOFError):
            pass
        return median(took) if took else PATIENCE

    async def talk(self, client, messages, size, took):
        for number in range(messages):
            message = (number % 256).to_bytes(1, "little") * size
            start = perf_counter()
            echoed = await client.echoed(message)  # awaited before the sum is read, or others would be lost from it
            took.append(perf_counter() - start)
            self.back += echoed == message


async def over_tcp(style, clients, **security):
    listen = asyncio.get_running_loop().create_server(StreamEcho, HOST, 0, backlog=BACKLOG, ssl=security.get("server")) if style == "callbacks" \
        else asyncio.start_server(echo, HOST, 0, backlog=BACKLOG, ssl=security.get("server"))
    port = (await listen).sockets[0].getsockname()[1]
    known = {"ssl": security["client"], "server_hostname": "localhost"} if security else {}
    return Echoes([StreamClient(*await asyncio.open_connection(HOST, port, **known)) for _ in range(clients)])


async def over_unix(style, clients, folder):
    path = os.path.join(folder, style)
    await (asyncio.get_running_loop().create_unix_server(StreamEcho, path) if style == "callbacks" else asyncio.start_unix_server(echo, path))
    return Echoes([StreamClient(*await asyncio.open_unix_connection(path)) for _ in range(clients)])


async def over_udp(clients):
    loop = asyncio.get_running_loop()
    server, _ = await loop.create_datagram_endpoint(DatagramEcho, local_addr=(HOST, 0))
    address = server.get_extra_info("sockname")
    return Echoes([PacketClient(*await loop.create_datagram_endpoint(DatagramClient, remote_addr=address)) for _ in range(clients)])


def security(identity, root, folder):
    """The server proves who it is by the identity, and the client trusts that root and no other."""
    path = os.path.join(folder, "identity.pem")
    with open(path, "w", encoding="ascii") as file:
        file.write(identity)
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(path)
    os.remove(path)
    return {"server": server, "client": ssl.create_default_context(cadata=root)}


def transports(clients, messages, size, connections, identity, root, rounds):
    """The median round trip over each transport in each style, in turns, and how many of many connections are served at once."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    ways, left_out = {}, []
    with tempfile.TemporaryDirectory() as folder:
        opened = [("TCP, callbacks", over_tcp("callbacks", clients)), ("TCP, async", over_tcp("coroutines", clients))]
        if size <= LONGEST_DATAGRAM:
            opened += [("UDP, callbacks", over_udp(clients))]
        if ssl:
            keys = security(identity, root, folder)
            opened += [("TLS, callbacks", over_tcp("callbacks", clients, **keys)), ("TLS, async", over_tcp("coroutines", clients, **keys))]
        else:
            left_out.append("TLS: this build was made without OpenSSL.")
        if hasattr(asyncio, "start_unix_server"):
            opened += [("Unix socket, callbacks", over_unix("callbacks", clients, folder)), ("Unix socket, async", over_unix("coroutines", clients, folder))]
        else:
            left_out.append("Unix sockets: asyncio has none on this system.")
        for name, opening in opened:
            ways[name] = loop.run_until_complete(opening)
        turns = in_rounds(rounds, {name: lambda way=way: loop.run_until_complete(way.turn(messages, size)) for name, way in ways.items()})
        many = loop.run_until_complete(over_tcp("callbacks", connections))
        loop.run_until_complete(many.turn(1, size))
    return {
        "turns": turns, "messages": sum(way.sent for way in ways.values()), "back": sum(way.back for way in ways.values()),
        "connections": many.back, "left_out": left_out,
    }


def work(names, crowds, messages, size, rounds):
    """What a message costs by the number of clients at once: the median round trip, divided by the clients."""
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    ways = [loop.run_until_complete(over_tcp("coroutines", crowd)) for crowd in crowds]

    def cost(way):
        return loop.run_until_complete(way.turn(max(1, messages // len(way.clients)), size)) / len(way.clients)

    return in_rounds(rounds, {name: lambda way=way: cost(way) for name, way in zip(names, ways)})


class WebSockets:
    """A WebSocket server of short messages, by hand over asyncio's streams: the standard library has none (RFC 6455)."""

    GUID = b"258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
    CLOSE, PING, PONG = 8, 9, 10

    def __init__(self):
        self.open = self.answered = 0

    async def serve(self, reader, writer):
        self.open += 1
        try:
            await self.shake_hands(reader, writer)
            while await self.answer(reader, writer):
                await writer.drain()
        except (OSError, EOFError, asyncio.LimitOverrunError, IndexError):
            pass  # a peer that leaves without closing, or talks nonsense, ends its own connection
        finally:
            self.open -= 1
            writer.close()

    async def shake_hands(self, reader, writer):
        head = await reader.readuntil(b"\r\n\r\n")
        key = [line[18:].strip() for line in head.split(b"\r\n") if line.lower().startswith(b"sec-websocket-key:")][0]
        accept = base64.b64encode(hashlib.sha1(key + self.GUID).digest())
        writer.write(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: " + accept + b"\r\n\r\n")

    async def answer(self, reader, writer):
        """Sends a frame back; false when it closes the connection, or is longer than those that are answered here."""
        first, length = await reader.readexactly(2)
        length &= 127
        if length > 125:
            return False
        mask = await reader.readexactly(4)
        body = bytes(byte ^ mask[place % 4] for place, byte in enumerate(await reader.readexactly(length)))
        kind = first & 15
        writer.write(bytes([first - self.PING + self.PONG if kind == self.PING else first, length]) + body)
        self.answered += 1
        return kind != self.CLOSE


SOCKETS = WebSockets()


def listen():
    loop = asyncio.new_event_loop()
    server = loop.run_until_complete(asyncio.start_server(SOCKETS.serve, HOST, 0, backlog=BACKLOG))
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return {"port": server.sockets[0].getsockname()[1]}


def status():
    """What is open, and the process's memory that is in the machine's memory; 0 where the system does not tell it."""
    gc.collect()
    resident = 0
    if os.path.exists("/proc/self/statm"):
        with open("/proc/self/statm", encoding="ascii") as file:
            resident = int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    return {"open": SOCKETS.open, "answered": SOCKETS.answered, "resident_bytes": resident, "managed_bytes": 0}


if __name__ == "__main__":
    serve(transports, work, listen, status)
