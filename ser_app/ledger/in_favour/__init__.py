"""The balance in favour (saldo a favor): what the books owe to an operator, and how it goes out."""
