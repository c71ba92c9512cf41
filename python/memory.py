"""How much memory a process has in use."""
import os


def resident_bytes():
    """This process's resident bytes as Linux tells them; None elsewhere."""
    try:
        with open("/proc/self/statm") as pages:
            return int(pages.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return None


def private_bytes(process):
    """The bytes that would be free if a process ended, without the pages that it shares with others; None where Linux does not tell."""
    try:
        with open("/proc/{}/smaps_rollup".format(process)) as lines:
            return sum(int(line.split()[1]) * 1024 for line in lines if line.startswith(("Private_Clean:", "Private_Dirty:")))
    except OSError:
        return None
