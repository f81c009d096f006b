#!/bin/sh
# Compile kernels/*.c to engine.wasm, or to the file that is named. The same compiler gives the same bytes.
# Compiler: PyPI's ziglang (clang for WebAssembly), as requirements-test.txt pins it.
set -eu
here=$(dirname "$0")
"${PYTHON:-python3}" -m ziglang cc -target wasm32-freestanding -std=c11 -O3 -msimd128 -nostdlib \
	-Wall -Wextra -Werror -Wl,--no-entry -Wl,--strip-all -Wl,--export-memory -Wl,--export=__heap_base \
	-o "${1:-$here/../engine.wasm}" "$here"/*.c
chmod 644 "${1:-$here/../engine.wasm}"
