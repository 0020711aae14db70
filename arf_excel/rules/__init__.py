"""One rule, two readings: a formula that people see, and Python's answer."""
