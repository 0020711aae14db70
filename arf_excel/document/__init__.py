"""Plain documents to type answers into, as Word (.docx) or Markdown."""
