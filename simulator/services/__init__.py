"""One function for each thing a person does; takes a session, the time and plain values."""
