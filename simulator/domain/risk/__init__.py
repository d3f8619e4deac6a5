"""Risk of a customer: scores, grids of points, rating classes and ranking of a portfolio."""
