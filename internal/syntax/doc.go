// Package syntax turns the text of a pact file into a tree.
//
// Input: a *source.File. Output: a *File, always, however broken the text, and diagnostics.
//
// The tree is lossless: its tokens, space and comments included, are the text byte for byte. The parser
// is a recursive descent without backtracking; every method is named after what it reads. White space
// and line ends mean nothing, so words decide where an item of a block begins; words.go lists the words
// that for this reason cannot be names. After an error the parser goes on at the next item of the block,
// or the next declaration, so that one run shows several errors.
//
// Standard: linear in the length of the text, no panic on any bytes, nothing accepted that a reader
// cannot see or could mistake for something else.
package syntax
