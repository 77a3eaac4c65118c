# Runs: named uses of the checklist, with their ticks and notes.

js-run-first = My run
js-run-found = Recovered run
js-run-unnamed = Run
js-run-copy = { $name }, copy
