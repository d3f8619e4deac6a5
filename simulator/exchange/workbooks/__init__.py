"""Workbooks that people fill in and send back: read by a guarded child, looked at cell by cell."""
