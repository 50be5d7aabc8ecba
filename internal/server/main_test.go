//go:build unix

package server

import (
	"flag"
	"os"
	"testing"

	"github.com/servanda-lang/servanda/internal/testkit/postgres"
)

var update = flag.Bool("update", false, "write the golden files anew")

func TestMain(m *testing.M) {
	if asked := os.Getenv(childVariable); asked != "" {
		untilKilled(asked)
	}
	flag.Parse()
	code := m.Run()
	postgres.Stop()
	os.Exit(code)
}
