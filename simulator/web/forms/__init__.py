"""Forms: shape and presence; meaning is refused by the domain."""
