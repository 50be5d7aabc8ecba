// Package docs holds the pages, so that whoever has the program has them.
//
// Input: the pages beside it. Output: these as a file system, as they lie here.
package docs

import "embed"

// Files are the pages, in Markdown.
//
//go:embed *.md handbook/*.md
var Files embed.FS
