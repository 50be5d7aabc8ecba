package assistant_test

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/servanda-lang/servanda/internal/assistant"
)

// client is a program that speaks with a server.
type client struct {
	*testing.T
	*mcp.ClientSession
}

// dial begins a server in this process and a client of it.
func dial(t *testing.T, o assistant.Options) client {
	t.Helper()
	here, there := mcp.NewInMemoryTransports()
	ended := make(chan error, 1)
	ctx, stop := context.WithCancel(context.Background())
	go func() { ended <- assistant.New(o).Run(ctx, there) }()
	return client{t, connect(t, here, func() { stop(); <-ended })}
}

// connect begins a session over a transport; after is done when it is over.
func connect(t *testing.T, over mcp.Transport, after func()) *mcp.ClientSession {
	t.Helper()
	s, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(context.Background(), over, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(); after() })
	return s
}

// call calls a tool; what is read and what is for programs have to agree.
func (c client) call(tool string, arguments map[string]any) assistant.Answer {
	c.Helper()
	a, err := c.try(context.Background(), tool, arguments)
	if err != nil {
		c.Fatalf("%s: %v", tool, err)
	}
	return a
}

func (c client) try(ctx context.Context, tool string, arguments map[string]any) (a assistant.Answer, err error) {
	c.Helper()
	r, err := c.CallTool(ctx, &mcp.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		return a, err
	}
	data, err := json.Marshal(r.StructuredContent)
	if err != nil {
		return a, err
	}
	if err := json.Unmarshal(data, &a); err != nil {
		return a, err
	}
	read := r.Content[0].(*mcp.TextContent).Text
	if !strings.HasPrefix(read, "Status: "+string(a.Status)) || !strings.Contains(read, strings.TrimRight(a.Text, "\n")) {
		c.Errorf("%s: what is read is not what programs get:\n%s", tool, read)
	}
	if r.IsError != (a.Status == assistant.Unavailable) {
		c.Errorf("%s: %s, and as an error: %v", tool, a.Status, r.IsError)
	}
	a.Text = read
	return a, nil
}
