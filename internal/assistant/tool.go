package assistant

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/fault"
	"github.com/servanda-lang/servanda/internal/load"
)

// tool is one of those that are offered.
type tool struct {
	name, title, says string
	input             func() (*jsonschema.Schema, error)
	do                func(c *call, arguments json.RawMessage) (*Answer, error)
}

// tools are all there are; each is offered by its own file.
var tools []tool

// offer adds a tool. What it takes is a struct; a field without omitempty must be given. An error of do is told by failed.
func offer[In any](name, title, says string, do func(c *call, in In) (*Answer, error)) {
	tools = append(tools, tool{
		name: name, title: title, says: says,
		input: func() (*jsonschema.Schema, error) { return jsonschema.For[In](nil) },
		do: func(c *call, arguments json.RawMessage) (*Answer, error) {
			in, err := arguing[In](arguments)
			if err != nil {
				return nil, err
			}
			return do(c, in)
		},
	})
}

// arguing reads the arguments of a call, which has none that its tool does not know.
func arguing[In any](arguments json.RawMessage) (in In, err error) {
	if len(arguments) == 0 || string(arguments) == "null" {
		return in, nil
	}
	dec := json.NewDecoder(bytes.NewReader(arguments))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&in); err != nil {
		return in, fmt.Errorf("the arguments of the call are not as they should be: %s", strings.TrimPrefix(err.Error(), "json: "))
	}
	return in, nil
}

// inOrder are the tools by their names, so that the order in which files are compiled is not seen.
func inOrder() []tool {
	out := slices.Clone(tools)
	slices.SortFunc(out, func(a, b tool) int { return strings.Compare(a.name, b.name) })
	return out
}

// addTo offers the tool to the clients of a server.
func (t tool) addTo(s *server, to *mcp.Server) {
	input, err := t.input()
	if err != nil {
		panic(err)
	}
	output, err := jsonschema.For[Answer](nil)
	if err != nil {
		panic(err)
	}
	closed := false
	to.AddTool(&mcp.Tool{
		Name: t.name, Title: t.title, Description: t.says, InputSchema: input, OutputSchema: output,
		Annotations: &mcp.ToolAnnotations{Title: t.title, ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: &closed},
	}, func(ctx context.Context, r *mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		c := &call{server: s, ctx: ctx, request: r}
		a, err := c.safely(t, r.Params.Arguments)
		if err != nil {
			a = c.failed(err)
		}
		return a.result(), nil
	})
}

// safely makes an error of a fault of our own.
func (c *call) safely(t tool, arguments json.RawMessage) (a *Answer, err error) {
	defer c.leave()
	defer fault.Catch(&err)
	return t.do(c, arguments)
}

// failed is the answer to a call that came to no other.
func (c *call) failed(err error) *Answer {
	a := &Answer{Status: Unavailable}
	var broken *fault.Fault
	var limit *explore.Inconclusive
	var over *load.OverLimit
	switch {
	case errors.As(err, &broken):
		c.log.Printf("%v\n%s", broken.What, broken.Stack)
		a.Why = "this is our own fault; nothing is claimed about the pact"
	case errors.As(err, &limit):
		a.Status, a.Why = Inconclusive, limit.Why()
	case errors.Is(err, context.Canceled):
		a.Status, a.Why = Inconclusive, "the call was taken back"
	case errors.As(err, &over):
		a.Status, a.Why = Inconclusive, over.At.Summary
	default:
		a.Why = err.Error()
	}
	return a
}
