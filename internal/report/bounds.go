package report

import "github.com/servanda-lang/servanda/internal/inquiry"

// Bounds says what an answer does not cover.
func Bounds(a *inquiry.Answer) []string { return boundary(a) }
