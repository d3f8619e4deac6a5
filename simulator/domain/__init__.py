"""What a credit manager would recognise: pure rules, no framework, no file, no clock, no chance."""
