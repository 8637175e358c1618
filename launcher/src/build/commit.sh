#!/bin/sh
# Writes the commit of the build to a properties file, unless the file already has it. The commit is empty without a repository
# or with uncommitted changes.
file=$1
commit=$(git rev-parse HEAD 2>/dev/null) && [ -z "$(git status --porcelain 2>/dev/null)" ] || commit=
line=commit=$commit
if [ "$(cat "$file" 2>/dev/null)" != "$line" ]; then
  mkdir -p "$(dirname "$file")" && echo "$line" > "$file"
fi
