package assistant_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/servanda-lang/servanda/internal/assistant"
)

// built is where the command was built for the tests, once.
var built = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "servanda")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "servanda")
	if said, err := exec.Command("go", "build", "-ldflags=-s -w", "-o", path, "../../cmd/servanda").CombinedOutput(); err != nil {
		return path, fmt.Errorf("%w\n%s", err, said)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if wanted {
		path, _ := built()
		os.RemoveAll(filepath.Dir(path))
	}
	os.Exit(code)
}

// wanted is whether any test asked for the program.
var wanted bool

// program is the path of the command.
func program(t *testing.T) string {
	t.Helper()
	if testing.Short() {
		t.Skip("builds the command")
	}
	wanted = true
	path, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// The real program over its standard streams: the small exchange is drafted from its prose, a file below --dir is checked, one outside
// is not, and when the client leaves the program ends without an error and without a word.
func TestTheRealProgram(t *testing.T) {
	path, dir := program(t), t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "deal.pact"), []byte(sound), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(path, "mcp", "--dir", dir, "--timeout", "30s", "--max-memory", "300MB")
	var told bytes.Buffer
	cmd.Stderr = &told
	c := client{t, connect(t, &mcp.CommandTransport{Command: cmd}, func() {
		if code := cmd.ProcessState.ExitCode(); code != 0 || told.Len() > 0 {
			t.Errorf("it ended with exit code %d, and said: %s", code, &told)
		}
	})}
	drafting(t, c)
	if a := c.call("check", map[string]any{"path": "deal.pact"}); a.Status != assistant.OK {
		t.Errorf("%+v", a)
	}
	if a := c.call("check", map[string]any{"path": "../deal.pact"}); a.Status != assistant.Unavailable {
		t.Errorf("%+v", a)
	}
}

// session is the program spoken to line by line, as by a client that uses no library.
type session struct {
	cmd *exec.Cmd
	in  io.WriteCloser
	out *bufio.Reader
}

func begin(t *testing.T, path string) *session {
	t.Helper()
	s := &session{cmd: exec.Command(path, "mcp")}
	var err error
	if s.in, err = s.cmd.StdinPipe(); err != nil {
		t.Fatal(err)
	}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.out = bufio.NewReader(out)
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.cmd.Process.Kill(); s.cmd.Wait() })
	s.say(`{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}`)
	s.hear(t)
	s.say(`{"jsonrpc":"2.0","method":"notifications/initialized"}`)
	return s
}

func (s *session) say(line string) { fmt.Fprintln(s.in, line) }

// hear is the next message.
func (s *session) hear(t *testing.T) (m struct {
	ID     any
	Result struct {
		StructuredContent assistant.Answer
	}
	Error *struct{ Message string }
}) {
	t.Helper()
	line, err := s.out.ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(line, &m); err != nil {
		t.Fatalf("%v: %s", err, line)
	}
	return m
}

// heavy is a check that takes longer than anybody waits.
func heavy(t *testing.T, id int) string {
	t.Helper()
	arguments, err := json.Marshal(map[string]string{"text": bomb(t, "wide-900-of-four")})
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf(`{"jsonrpc":"2.0","id":%d,"method":"tools/call","params":{"name":"check","arguments":%s}}`, id, arguments)
}

// The protocol's own cancellation ends a check: the next one is answered at once.
func TestCancellingByTheProtocol(t *testing.T) {
	s := begin(t, program(t))
	s.say(heavy(t, 1))
	time.Sleep(300 * time.Millisecond)
	s.say(`{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"reason":"no longer wanted"}}`)
	began := time.Now()
	s.say(`{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"check","arguments":{"name":"examples/small-exchange.pact"}}}`)
	m := s.hear(t)
	for fmt.Sprint(m.ID) == "1" { // the cancelled one may be answered too, but not as if it had been done
		if m.Error == nil && m.Result.StructuredContent.Status != assistant.Inconclusive {
			t.Errorf("the cancelled check: %+v", m)
		}
		m = s.hear(t)
	}
	if a := m.Result.StructuredContent; a.Status != assistant.Findings || a.Statements[0].ID != "gift-leave-hill" {
		t.Errorf("%+v", m)
	}
	if took := time.Since(began); took > 15*time.Second {
		t.Errorf("it took %s", took)
	}
}

// A client that leaves in the middle of a check takes the program with it.
func TestLeavingInTheMiddle(t *testing.T) {
	s := begin(t, program(t))
	s.say(heavy(t, 1))
	time.Sleep(300 * time.Millisecond)
	s.in.Close()
	ended := make(chan error, 1)
	go func() { io.Copy(io.Discard, s.out); ended <- s.cmd.Wait() }()
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("it ended with %v", err)
		}
	case <-time.After(10 * time.Second):
		t.Error("it goes on")
	}
}

// What is no message of the protocol does not bring the program down, and nothing but the protocol is written.
func TestWhatIsNoMessage(t *testing.T) {
	cmd := exec.Command(program(t), "mcp")
	cmd.Stdin = strings.NewReader("{}\n[1]\nhello\n")
	var out, told bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &told
	err := cmd.Run()
	if strings.Contains(told.String(), "our own fault") {
		t.Errorf("%v\n%s", err, &told)
	}
	for line := range strings.Lines(out.String()) {
		if !json.Valid([]byte(line)) {
			t.Errorf("it wrote %q", line)
		}
	}
}
