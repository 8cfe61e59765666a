"""The day as entries of the Ministry's accounting: codes and the file."""
