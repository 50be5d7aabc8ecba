package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
)

// speak gives the command some messages and its exit code and what it answers back.
func speak(t *testing.T, args []string, messages ...string) (code int, out, errs string) {
	t.Helper()
	var in strings.Builder
	for _, m := range messages {
		fmt.Fprintf(&in, "Content-Length: %d\r\n\r\n%s", len(m), m)
	}
	var stdout, stderr strings.Builder
	code = run(context.Background(), append([]string{"lsp"}, args...), streams{in: io.NopCloser(strings.NewReader(in.String())), out: &stdout, err: &stderr})
	return code, stdout.String(), stderr.String()
}

const (
	begins = `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"capabilities":{}}}`
	ends   = `{"jsonrpc":"2.0","id":2,"method":"shutdown"}`
	leaves = `{"jsonrpc":"2.0","method":"exit"}`
)

func TestServingAnEditor(t *testing.T) {
	for _, c := range []struct {
		args     []string
		messages []string
		code     int
	}{
		{nil, []string{begins, ends, leaves}, exitClean},
		{[]string{"--stdio", "--timeout", "5s", "--max-memory", "100MB", "--no-check"}, []string{begins, ends, leaves}, exitClean},
		{nil, []string{begins, leaves}, 1},
		{nil, []string{begins}, 1},
		{nil, []string{begins, ends}, exitClean}, // it was told, and then the stream ended
		{[]string{"file.pact"}, nil, exitInvalid},
		{[]string{"--max-memory", "much"}, nil, exitInvalid},
		{[]string{"--timeout", "-1s"}, nil, exitInvalid},
	} {
		if code, out, errs := speak(t, c.args, c.messages...); code != c.code {
			t.Errorf("%v %d messages: exit code %d, want %d\n%s\n%s", c.args, len(c.messages), code, c.code, out, errs)
		}
	}
}
