package picture

import (
	"fmt"
	"io"
	"strings"
)

// Dot writes boxes in the language of Graphviz, to be drawn by others.
func (b Boxes) Dot(w io.Writer, title string) error {
	var c canvas
	c.add("digraph pact {")
	c.add("  label=%s; labelloc=t; rankdir=TB;", quoted(title))
	c.add(`  node [fontname="sans-serif", fontsize=11]; edge [color="#57606a"];`)
	for i, n := range b.Nodes {
		who, text := n.lines()
		c.add("  %d [id=%s, label=%s, %s];", i, quoted(n.ID), quoted(strings.Join(append(who, text...), "\n")), dotShapes[n.Kind])
	}
	ring := rings(b)
	for i, e := range b.Edges {
		look := ""
		switch {
		case e.Stops:
			look = ` [style=dashed, label="stops"]`
		case b.Rings && ring[i]:
			look = ` [color="#a4161a", penwidth=2, label="waits in a ring"]`
		}
		c.add("  %d -> %d%s;", e.From, e.To, look)
	}
	c.add("}")
	_, err := io.WriteString(w, c.String())
	return err
}

// dotShapes are the shapes of the nodes.
var dotShapes = map[NodeKind]string{Instrument: `shape=box, style="filled,bold", fillcolor="#eef2f6"`, Promise: "shape=octagon",
	Choice: `shape=box, style=rounded`, State: "shape=box, style=dashed"}

// quoted is a text as Graphviz takes it, lines and all.
func quoted(text string) string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		lines[i] = strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(strings.Join(strings.Fields(l), " "))
	}
	return fmt.Sprintf(`"%s"`, strings.Join(lines, `\n`))
}
