"""How much at once: the coder, and the runs that feed it."""
