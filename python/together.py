"""Runs one function in several threads at once."""
from threading import Thread


def in_threads(function, arguments):
    """A thread for each tuple of arguments, all started before the first is waited for."""
    started = [Thread(target=function, args=each) for each in arguments]
    for thread in started:
        thread.start()
    for thread in started:
        thread.join()
