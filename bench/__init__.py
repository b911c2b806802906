"""How fast pages are made: `make bench` prints a table and writes bench-results.json."""
