#!/usr/bin/env python3
"""Whether the Jupyter server answers: asks for its version, at the address that the server itself has noted."""

import json
import os
import urllib.request
from pathlib import Path

runtime = Path(os.environ.get("JUPYTER_RUNTIME_DIR", Path.home() / ".local/share/jupyter/runtime"))
newest = max(runtime.glob("jpserver-*.json"), key=lambda path: path.stat().st_mtime)
server = json.loads(newest.read_text("utf-8"))
with urllib.request.urlopen(f"http://127.0.0.1:{server['port']}{server['base_url']}api", timeout=3) as answer:
    print(answer.read().decode())
