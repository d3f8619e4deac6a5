"""Other people's ledgers: any export of open and paid items, turned into a ledger of ours.

``opening`` makes a grid of cells from a file (in a guarded child), ``proposal`` recognises its
columns, ``lines`` reads each line or says why not, ``assembling`` makes the ledger.
"""
