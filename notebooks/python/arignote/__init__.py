"""Symbolic tensors, gradients and compiled functions in Java, and the Jupyter notebooks that teach with them."""

import sys

# jsonschema would have it prepare a grammar of addresses whenever a notebook is first read: more than a second of processor, for a
# check that no notebook needs.
sys.modules.setdefault("rfc3987_syntax", None)
