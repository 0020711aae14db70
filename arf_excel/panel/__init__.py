"""What panel members get beside the review pack."""
