"""A server that echoes datagrams answers one switch interval late when its process also computes (B4).

The client is another process, so that only the server's thread waits for the GIL.
"""
import multiprocessing
import socket
from threading import Thread
from time import perf_counter

from serving import end_with_parent, serve
from switching import cpu_bound_threads, switch_interval

END = b"end"


def echo(server):
    while True:
        message, client = server.recvfrom(1024)
        server.sendto(message, client)
        if message == END:
            return


def ask(address, messages, results):
    end_with_parent()
    took = []
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(10)
        for number in range(messages):
            start = perf_counter()
            client.sendto(b"%d" % number, address)
            client.recvfrom(1024)
            took.append((perf_counter() - start) * 1000)
        client.sendto(END, address)
    results.send(took)


def main(cpu_threads=1, switch_interval_ms=None, messages=200):
    receiving, sending = multiprocessing.Pipe(duplex=False)
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
        server.bind(("127.0.0.1", 0))
        client = multiprocessing.Process(target=ask, args=(server.getsockname(), messages, sending))
        client.start()
        sending.close()
        with switch_interval(switch_interval_ms), cpu_bound_threads(cpu_threads):
            Thread(target=echo, args=(server,), daemon=True).start()
            took = receiving.recv()
        client.join()
    return {"milliseconds": took}


if __name__ == "__main__":
    serve(main)
