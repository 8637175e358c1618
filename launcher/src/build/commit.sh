#!/bin/sh
# Writes the commit that is being built into a file of properties, and leaves the file as it is where nothing has changed. There is
# no commit without a repository, or where files differ from those of the commit.
file=$1
commit=$(git rev-parse HEAD 2>/dev/null) && [ -z "$(git status --porcelain 2>/dev/null)" ] || commit=
line=commit=$commit
if [ "$(cat "$file" 2>/dev/null)" != "$line" ]; then
  mkdir -p "$(dirname "$file")" && echo "$line" > "$file"
fi
