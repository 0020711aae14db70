"""Many returns into the review pack and the regional summary."""
