"""The command line: one module for each kind of work, one place for errors and output."""
