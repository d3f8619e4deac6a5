"""Exercises on the trainee's own portfolio: types, questions, pure grading, worked solutions.

``types.TYPES`` lists the types; an exercise of one makes, for a ``world.World``, a proved
``question.Question``; ``Question.grade`` judges raw answers and never raises.
"""
