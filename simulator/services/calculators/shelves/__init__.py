"""The shelves of the toolbox: one theme a file, each a list of calculators."""
