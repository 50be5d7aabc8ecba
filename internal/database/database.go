// Package database is what a store has to know of a database whose name it is given: which kind it is, and how parameters are written
// for it.
//
// Input: the name of a store, a query. Output: the kind, and the query in its words.
package database

import (
	"fmt"
	"strings"
)

// IsPostgres reports whether a store is named by the address of a PostgreSQL database; else it is a file.
func IsPostgres(where string) bool {
	return strings.HasPrefix(where, "postgres://") || strings.HasPrefix(where, "postgresql://")
}

// Numbered writes the parameters of a query, each a ?, as PostgreSQL has them: $1, $2, … A query has no ? in a literal.
func Numbered(query string) string {
	var b strings.Builder
	n := 0
	for _, r := range query {
		if r == '?' {
			n++
			fmt.Fprintf(&b, "$%d", n)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}
