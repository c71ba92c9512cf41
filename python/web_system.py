"""A cache, a database and a queue stand in processes of their own, and need not be written in the language of who asks them (B17)."""
import socket
import struct

from serving import serve
from timing import in_turns
from workloads import fibonacci

QUESTION, ANSWER = struct.Struct("<Bqq"), struct.Struct("<q")
ECHO, SCAN, FIND, FIND_AMONG_MORE, REMEMBER, RECALL, LEAVE = range(7)


def connect(port):
    connection = socket.create_connection(("127.0.0.1", port), timeout=60)
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return connection


def ask(part, verb, key):
    part.sendall(QUESTION.pack(verb, key, 0))
    answer = b""
    while len(answer) < ANSWER.size:
        more = part.recv(ANSWER.size - len(answer))
        if not more:
            raise ConnectionError("a part has closed the connection")
        answer += more
    return ANSWER.unpack(answer)[0]


def times(names, ports, keys, answer_size, rounds=9):
    """What each request takes, in turns; the names in the order of the ways below."""
    database, cache, queue = map(connect, ports)
    ways = (
        lambda key: ask(cache, ECHO, key),
        lambda key: ask(database, SCAN, key),
        lambda key: ask(database, FIND, key),
        lambda key: ask(database, FIND_AMONG_MORE, 10 * key),
        lambda key: fibonacci(answer_size),
        lambda key: ask(cache, RECALL, key),
        lambda key: ask(queue, LEAVE, key),
    )

    def all_keys(way):
        for key in keys:
            way(key)

    took = in_turns(rounds, {name: lambda way=way: all_keys(way) for name, way in zip(names, ways)})
    return {name: [seconds / len(keys) for seconds in times] for name, times in took.items()}


if __name__ == "__main__":
    serve(times)
