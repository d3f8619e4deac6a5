"""The simulated year: what customers do under a credit policy, day by day, with named luck."""
