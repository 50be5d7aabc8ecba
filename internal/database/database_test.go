package database

import "testing"

func TestParametersAreNumbered(t *testing.T) {
	if got, want := Numbered("SELECT a FROM t WHERE b = ? AND c IN (?, ?)"), "SELECT a FROM t WHERE b = $1 AND c IN ($2, $3)"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestWhichDatabaseIsNamed(t *testing.T) {
	for where, want := range map[string]bool{"postgres://host/db": true, "postgresql:///db?host=/run": true, "accord.ledger": false, "postgres.db": false} {
		if IsPostgres(where) != want {
			t.Errorf("%s: %v", where, !want)
		}
	}
}
