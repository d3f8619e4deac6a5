"""The course as a contract: attendance, evaluation of what was learnt, certificates."""
