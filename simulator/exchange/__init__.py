"""Other people's formats in and out, and our own snapshots."""
