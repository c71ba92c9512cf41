"""One module a model, each with the same two functions: `pool` makes what runs the calls, `run` runs them.

Read two side by side: what differs is the model.
"""
