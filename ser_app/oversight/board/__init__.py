"""What the board is made of: its sums, the rows behind them, its charts and tables as files."""
