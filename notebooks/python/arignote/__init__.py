"""Symbolic tensors, gradients and compiled functions in Java, and the Jupyter notebooks that teach with them."""
