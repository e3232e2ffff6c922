"""Exchange with other programs of qualitative analysis: REFI-QDA projects and codebooks, in and out."""
