"""Quiz questions and how an answer is judged; the live game is a machine of its own."""
