"""One module a model, each with the same two functions: `pool` makes what runs the calls, `run` runs them.

Read two side by side: what differs is the model. Each result is told as soon as the document's program prints it.
"""


def nowhere(result):
    pass
