// Package examples holds the texts of the small pacts that teach, so that whoever has the program has them.
//
// Input: the .pact files beside it. Output: these as a file system, as they lie here.
package examples

import "embed"

// Files are the pacts: pairs of a flawed and a repaired one in a folder each, and some that stand alone.
//
//go:embed *.pact */*.pact
var Files embed.FS
