"""What is on everybody's lips: phrases that rise in the community's comments, headlines of feeds, memes that stay."""
