"""Scores and ratings: Conan & Holder, Banque de France, AFDCC-style, Altman, points of risk."""
