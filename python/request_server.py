"""A server that answers one small request a connection: with one thread, with a thread for each, with asyncio (A10, B18).

It speaks the protocol of the .NET servers, so that the same clients put the same load on both.
"""
import asyncio
import os
import socket
import socketserver
import struct
import threading
from time import sleep

from serving import serve

HOST = "127.0.0.1"
MARK = 0x574B4C31
REQUEST = struct.Struct(">Iii")  # the mark, milliseconds to wait, a Fibonacci number to compute
REPLY = struct.Struct(">Ii")     # the mark, who answered
PATIENCE = 5                     # seconds that a client has to say what it wants


def fibonacci(n):
    return 1 if n <= 2 else fibonacci(n - 1) + fibonacci(n - 2)


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
    request_queue_size = 16384


class ThreadPerConnection(socketserver.ThreadingTCPServer):
    request_queue_size = 16384
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
    server = loop.run_until_complete(asyncio.start_server(answer, sock=bound(shared_port), backlog=16384))
    threading.Thread(target=loop.run_forever, daemon=True).start()
    return server.sockets[0].getsockname()[1]


MODELS = {
    "one_thread": lambda shared_port: with_socketserver(OneThread, shared_port),
    "thread_per_connection": lambda shared_port: with_socketserver(ThreadPerConnection, shared_port),
    "async": with_asyncio,
}


def main(model="async", shared_port=None):
    return {"port": MODELS[model](shared_port)}


if __name__ == "__main__":
    serve(main)
