# What only paper says: the lines to write on.

print-notes = Notes
print-date = Date
print-name = Name
print-points = Your points
print-case = The case
