package main

import (
	"bufio"
	"bytes"
	"database/sql"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

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

// address is where a server says that it is.
var address = regexp.MustCompile(`at (https?://\S+)`)

// startsServer starts a server and waits until it says where it is: "serving NAME serve --ledger …" sets $NAME. It ends with the script, or by
// "served NAME", which wants it to end well.
func startsServer(ts *testscript.TestScript, _ bool, args []string) {
	cmd := exec.Command(programOf(ts), args[1:]...)
	cmd.Dir, cmd.Env = ts.MkAbs("."), []string{"PATH=" + ts.Getenv("PATH"), "HOME=" + ts.Getenv("HOME")}
	out, err := cmd.StdoutPipe()
	ts.Check(err)
	log, err := os.Create(filepath.Join(ts.Getenv("WORK"), args[0]+".log"))
	ts.Check(err)
	cmd.Stderr = log
	ts.Check(cmd.Start())
	ts.Defer(func() { cmd.Process.Kill(); log.Close() })
	lines := bufio.NewReader(out)
	for {
		line, err := lines.ReadString('\n')
		if err != nil {
			cmd.Wait()
			text, _ := os.ReadFile(log.Name())
			ts.Fatalf("the server did not begin: %s", text)
		}
		if m := address.FindStringSubmatch(line); m != nil {
			ts.Setenv(args[0], m[1])
			_, at, _ := strings.Cut(m[1], "://")
			ts.Setenv(args[0]+"_AT", at) // to be served at once more
			break
		}
	}
	go io.Copy(io.Discard, lines)
	running.Store(ts.Getenv("WORK")+args[0], cmd)
}

// comes runs a command again and again until it ends well: "comes servanda ledger verify …". Within a minute it has to.
func comes(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 {
		ts.Fatalf("usage: comes COMMAND [ARG...]")
	}
	for end := time.Now().Add(time.Minute); ; time.Sleep(100 * time.Millisecond) {
		err := ts.Exec(args[0], args[1:]...)
		if err == nil {
			return
		}
		if time.Now().After(end) {
			ts.Fatalf("it did not come within a minute: %v", err)
		}
	}
}

// running are the servers of all scripts.
var running sync.Map

// endsServer ends a server as its keeper does, or kills it: "served NAME", "! served NAME".
func endsServer(ts *testscript.TestScript, neg bool, args []string) {
	v, there := running.LoadAndDelete(ts.Getenv("WORK") + args[0])
	if !there {
		ts.Fatalf("there is no server %s", args[0])
	}
	cmd := v.(*exec.Cmd)
	if neg {
		cmd.Process.Kill()
		cmd.Wait()
		return
	}
	ts.Check(cmd.Process.Signal(syscall.SIGTERM))
	ts.Check(cmd.Wait())
}

// programOf finds the program that scripts run.
func programOf(ts *testscript.TestScript) string {
	for _, dir := range filepath.SplitList(ts.Getenv("PATH")) {
		if path := filepath.Join(dir, "servanda"); fileThere(path) {
			return path
		}
	}
	ts.Fatalf("no servanda in the PATH")
	return ""
}

func fileThere(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// tamper changes what stands in an entry of a ledger in SQLite, as whoever has the file can: "tamper x.ledger".
func tamper(ts *testscript.TestScript, _ bool, args []string) {
	db, err := sql.Open("sqlite", ts.MkAbs(args[0]))
	ts.Check(err)
	defer db.Close()
	for _, q := range []string{"DROP TRIGGER ledger_entry_stays", "UPDATE ledger_entry SET data = CAST(replace(CAST(data AS TEXT), '2026-03-01\"', '2026-03-02\"') AS BLOB) WHERE seq = 5"} {
		_, err := db.Exec(q)
		ts.Check(err)
	}
}
