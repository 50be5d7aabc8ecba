//go:build unix

package store_test

import (
	"os"
	"testing"

	"github.com/servanda-lang/servanda/internal/testkit/postgres"
)

func TestMain(m *testing.M) {
	if asked := os.Getenv(childVariable); asked != "" {
		child(asked)
	}
	code := m.Run()
	postgres.Stop()
	os.Exit(code)
}
