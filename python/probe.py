"""What this Python is, as one line of JSON. It runs on every version, so that one which is too old can say so."""
import json
import os
import sys


def interpreters_module():
    """The module that makes interpreters with a GIL each, if this build has one (PEP 684, PEP 734)."""
    names = {12: "_xxsubinterpreters", 13: "_interpreters"}
    name = names.get(sys.version_info[1], "concurrent.interpreters") if sys.version_info >= (3, 12) else None
    try:
        if name:
            __import__(name)
        return name
    except ImportError:
        return None


def implementation():
    """CPython, PyPy and the like; Python 2 does not say."""
    name = sys.implementation.name if hasattr(sys, "implementation") else "cpython"
    return {"cpython": "CPython", "pypy": "PyPy"}.get(name, name)


def is_free_threaded():
    """Whether this is a build that can run without its lock; before 3.13 there was none, and the question would take long."""
    if sys.version_info < (3, 13):
        return False
    import sysconfig
    return bool(sysconfig.get_config_var("Py_GIL_DISABLED"))


def gil_is_on():
    """True, False, or None where the build cannot tell; before 3.13 there was no build without it."""
    if sys.version_info >= (3, 13):
        return sys._is_gil_enabled() if hasattr(sys, "_is_gil_enabled") else None
    return True


if __name__ == "__main__":
    print(json.dumps({
        "path": os.path.realpath(sys.executable),
        "version": ".".join(map(str, sys.version_info[:3])),
        "implementation": implementation(),
        "gil_is_on": gil_is_on(),
        "free_threaded": is_free_threaded(),
        "interpreters_module": interpreters_module(),
    }))
