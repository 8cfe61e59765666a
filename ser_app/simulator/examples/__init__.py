"""The worked examples for anybody to read: each with its norm, its arithmetic and its answer."""
