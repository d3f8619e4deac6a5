"""The toolbox: calculators described once, for the command line and for the pages."""
