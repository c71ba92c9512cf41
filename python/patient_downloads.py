"""Downloads from a server one cannot rely on: each request has a time limit, and what failed is asked for again (C2, C3).

The pause before the next request doubles each time, and is spread at random, so that those who failed together do not come back
together.
"""
import asyncio
import random
from time import perf_counter

from downloads import download_async
from serving import serve


async def download_patiently(url, timeout, most, pause, endings):
    """The length of what the server sent in the end; None when it never did."""
    for request in range(most):
        if request:
            await asyncio.sleep(pause * 2 ** (request - 1) * random.uniform(0.5, 1.5))
        try:
            length = await asyncio.wait_for(download_async(url), timeout)
        except asyncio.TimeoutError:
            endings["timed_out"] += 1
        except (EOFError, ConnectionError):
            endings["cut_off"] += 1
        except OSError:
            endings["refused"] += 1
        else:
            endings["answered"] += 1
            return length
    return None


async def gather(urls, timeout, most, pause, endings):
    return await asyncio.gather(*(download_patiently(url, timeout, most, pause, endings) for url in urls))


def main(urls, timeout=2.0, most=8, pause=0.01):
    endings = dict.fromkeys(("answered", "refused", "cut_off", "timed_out"), 0)
    start = perf_counter()
    lengths = asyncio.run(gather(urls, timeout, most, pause, endings))
    return {"seconds": perf_counter() - start, "lengths": lengths, **endings}


if __name__ == "__main__":
    serve(main)
