package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"servanda": main})
}

// TestScripts runs the command as a user does. The examples of the project lie at $EXAMPLES.
func TestScripts(t *testing.T) {
	examples, err := filepath.Abs("../../examples")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata/script",
		RequireExplicitExec: true,
		Setup: func(e *testscript.Env) error {
			e.Setenv("EXAMPLES", examples)
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": exits, "longline": longLine, "bytes": writeBytes, "hostilename": hostileName,
			"flip": flip, "cptree": copyTree, "committing": committing,
			"serving": startsServer, "served": endsServer, "comes": comes, "tamper": tamper,
		},
	})
}

// TestAFaultOfOurOwnIsOwnedUpTo makes the program panic, which nothing else can.
func TestAFaultOfOurOwnIsOwnedUpTo(t *testing.T) {
	null, err := os.OpenFile(os.DevNull, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer null.Close()
	if code := run(t.Context(), []string{"version"}, streams{err: null}); code != exitFault {
		t.Errorf("exit code %d, want %d", code, exitFault)
	}
}
