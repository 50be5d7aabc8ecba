#!/usr/bin/env bash
# Packages the extension as a .vsix, with the versions of package-lock.json from the npm registry: ./package.sh [FILE]
# What is packaged is a copy, so that nothing is left in the folder.
set -euo pipefail
out=$(realpath -m "${1:-servanda.vsix}")
cd "$(dirname "$0")"
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r README.md *.js *.json .vscodeignore snippets syntaxes "$copy"
cp ../../LICENSE "$copy"
cd "$copy"
npm ci --ignore-scripts --silent --no-audit --no-fund
npx vsce package --out "$out"
