"""Small programs and exact sums: run behind an allow-list of syntax in a limited child process."""
