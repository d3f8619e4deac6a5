"""``python -m simulator.cli``: the same command, where the scripts folder is not on the path."""

from simulator.cli import main

main()
