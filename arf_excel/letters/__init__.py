"""The office's post: letters to organisations, and who has not returned."""
