#!/usr/bin/env bash
# What a graphics card gives: bits, bandwidth, overhead, a network beside PyTorch. Needs a JDK (17 or newer), the card's driver, and
# for CUDA its compiler NVRTC. Words: the setting device (gpu unless told), then numbers of points for the bandwidth.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classes=$here/classes
for jar in "$here"/jars/*.jar; do classes=$classes:$jar; done
"$java" --add-modules=jdk.incubator.vector -Xmx6g -cp "$classes" arignote.compile.DeviceReport 2>/dev/null
code=0
"$java" --add-modules=jdk.incubator.vector -Xmx6g -cp "$classes" arignote.bench.Card "$@" \
    2> >(grep -v -e '^SLF4J' -e '^WARNING: Using incubator' >&2) || code=$?
if python3 -c 'import torch' 2>/dev/null; then
    python3 "$here/by_torch.py"
else
    echo "PyTorch is not installed for python3: the network is not compared"
fi
exit $code
