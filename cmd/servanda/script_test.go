package main

import (
	"bytes"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/rogpeppe/go-internal/testscript"
)

// exits runs the command and wants just this exit code: "exits 3 check --max-states 1 x.pact".
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: exits CODE [ARG...]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec("servanda", args[1:]...)
	got := 0
	var failed *exec.ExitError
	if errors.As(err, &failed) {
		got = failed.ExitCode()
	} else {
		ts.Check(err)
	}
	if got != want {
		ts.Fatalf("exit code %d, want %d", got, want)
	}
}

// longLine writes a file with one line of so many bytes: "longline 10000000 x.pact".
func longLine(ts *testscript.TestScript, _ bool, args []string) {
	n, err := strconv.Atoi(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), bytes.Repeat([]byte("a"), n), 0o644))
}

// writeBytes writes a file with the bytes of a Go string, which txtar cannot hold: `bytes '"\xff"' x.pact`.
func writeBytes(ts *testscript.TestScript, _ bool, args []string) {
	text, err := strconv.Unquote(args[0])
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), []byte(text), 0o644))
}

// hostileName writes files that have names no terminal should be shown: a broken pact in the folder names, and an untidy
// one in names/fine.
func hostileName(ts *testscript.TestScript, _ bool, _ []string) {
	for name, text := range map[string]string{
		"names/a\x1b]0;b\u202e.pact":   "pact \"x\"\nparty\n",
		"names/fine/c\n::error::.pact": "pact   \"x\"\n",
	} {
		path := ts.MkAbs(name)
		ts.Check(os.MkdirAll(filepath.Dir(path), 0o755))
		ts.Check(os.WriteFile(path, []byte(text), 0o644))
	}
}

// flip turns one bit of a file round, at a byte counted from its start and round its end: "flip x.ledger 100".
func flip(ts *testscript.TestScript, _ bool, args []string) {
	text := []byte(ts.ReadFile(args[0]))
	at, err := strconv.Atoi(args[1])
	ts.Check(err)
	text[at%len(text)] ^= 1
	ts.Check(os.WriteFile(ts.MkAbs(args[0]), text, 0o644))
}

// copyTree copies a folder: "cptree from to".
func copyTree(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
}

// committing writes an event in which a commitment stands for a document: "committing commitment x.jsonl".
func committing(ts *testscript.TestScript, _ bool, args []string) {
	commitment := bytes.TrimSpace([]byte(ts.ReadFile(args[0])))
	line := append(append([]byte(`{"id":"s2","actor":"south","evidence":"`), commitment...), "\"}\n"...)
	ts.Check(os.WriteFile(ts.MkAbs(args[1]), line, 0o644))
}
