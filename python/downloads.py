"""Waiting for a server costs nothing but time, so that twenty downloads take as long as one, or as long as twenty (C2, C3)."""
import asyncio
import http.client
from concurrent.futures import ThreadPoolExecutor, as_completed
from time import perf_counter
from urllib.parse import urlsplit

from serving import serve


def download(url):
    """The length of what the server sends."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=60)
    try:
        connection.request("GET", parts.path or "/")
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
        request = "GET {} HTTP/1.0\r\nHost: {}\r\nConnection: close\r\n\r\n".format(parts.path or "/", parts.netloc)
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


def content_length(fields):
    """How long the body is to be; 0 where the head does not say."""
    lengths = [int(value) for name, _, value in (field.partition(":") for field in fields) if name.lower() == "content-length"]
    return lengths[0] if lengths else 0


async def gather(urls):
    return await asyncio.gather(*map(download_async, urls))


def with_asyncio(urls, workers):
    return enumerate(asyncio.run(gather(urls)))


WAYS = {"sequential": one_after_the_other, "mapped": mapped, "threads": in_threads, "asyncio": with_asyncio}


def main(urls, way="asyncio", workers=None):
    start = perf_counter()
    came = list(WAYS[way](urls, workers))
    return {
        "seconds": perf_counter() - start,
        "lengths": [length for _, length in sorted(came)],
        "order": [number for number, _ in came],
    }


if __name__ == "__main__":
    serve(main)
