// Package library holds the texts of the library's pacts, so that whoever has the program has them.
//
// Input: the .pact files beside it. Output: these as a file system, as they lie here.
package library

import "embed"

// Files are the pacts, each in the folder of its agreement, and the parts that they are made of.
//
//go:embed */*.pact
var Files embed.FS
