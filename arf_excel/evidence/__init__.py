"""What the evidence of a return stands on: the files that were sent with it, and its links."""
