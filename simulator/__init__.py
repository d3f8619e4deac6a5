"""Encours: the simulator that French credit managers and collectors are trained on."""
