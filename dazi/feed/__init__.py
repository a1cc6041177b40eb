"""What members wish to see, and videos in the order that they wish for."""
