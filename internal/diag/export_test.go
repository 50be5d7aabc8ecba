package diag

import "github.com/rivo/uniseg"

// Columns is the width of a text, for tests.
func Columns(s string) int { return uniseg.StringWidth(s) }
