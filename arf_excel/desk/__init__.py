"""The Assembly's desk: what its buttons do, and a form as it stands open in Excel."""
