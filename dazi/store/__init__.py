"""The truth about mentions, replies and receipts in SQL; knows no platform, no model and no queue."""
