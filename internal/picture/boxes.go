package picture

import (
	"fmt"
	"slices"
)

// Boxes is what waits for what.
type Boxes struct {
	Nodes []Node
	Edges []Edge
	Rings bool // what waits for itself in the end is shown
}

// NodeKind is the shape of a node.
type NodeKind string

// The kinds of nodes.
const (
	Instrument NodeKind = "box"    // square
	Promise    NodeKind = "step"   // cut corners
	Choice     NodeKind = "choice" // round
	State      NodeKind = "state"  // dashed
)

// Node is a box with what stands in it: who or what in bold, then the rest.
type Node struct {
	ID   string // for programs; unique
	Kind NodeKind
	Who  string // may be empty
	Text string
}

// Edge leads from what comes first to what waits for it; Stops if its coming about stands in the way instead.
type Edge struct {
	From, To int // indexes of nodes
	Stops    bool
}

// The measures of boxes, in pixels.
const (
	boxWidth  = 178
	boxPad    = 8
	boxGap    = 22
	layerGap  = 44
	tipHeight = 9.
	threadGap = 10 // room for an arrow that passes between boxes
)

// SVG draws the boxes.
func (b Boxes) SVG() []byte {
	l := layOut(b)
	var c canvas
	for i, e := range b.Edges {
		if e.From == e.To {
			continue
		}
		class, tip := "arrow", "tip"
		if e.Stops {
			class += " stops"
		}
		if b.Rings && l.ring[i] {
			class, tip = class+" ring", "ringtip"
		}
		path, x, y := l.path(i)
		c.add(`<path class="%s" data-from="%s" data-to="%s" data-stops="%t" d="%s"/>`, class, escape(b.Nodes[e.From].ID), escape(b.Nodes[e.To].ID), e.Stops, path)
		back := -tipHeight // an arrow ends downwards, or if it is turned upwards
		if l.turned[i] {
			back = tipHeight
		}
		c.add(`<path class="%s" d="M%s %sl-5 %sh10z"/>`, tip, px(x), px(y), px(back))
	}
	for i, n := range b.Nodes {
		c.node(n, l.cells[i])
	}
	return c.done(l.width, l.height)
}

// lines are the text of a node, line by line; the first of them are who.
func (n Node) lines() (who, text []string) {
	return wrapped(n.Who, boxWidth-2*boxPad), wrapped(n.Text, boxWidth-2*boxPad)
}

func (n Node) height() float64 {
	who, text := n.lines()
	return 2*boxPad + lineHeight*float64(len(who)+len(text)) - 2
}

func (c *canvas) node(n Node, at cell) {
	x, y, h := at.x-boxWidth/2, at.y, at.h
	c.add(`<g data-node="%s">`, escape(n.ID))
	switch n.Kind {
	case Promise:
		c.add(`<path class="step" d="M%s %sh%dl7 7v%sl-7 7h-%dl-7 -7v-%sz"/>`, px(x+7), px(y), boxWidth-14, px(h-14), boxWidth-14, px(h-14))
	case Choice:
		c.add(`<rect class="choice" x="%s" y="%s" width="%d" height="%s" rx="14"/>`, px(x), px(y), boxWidth, px(h))
	default:
		c.add(`<rect class="%s" x="%s" y="%s" width="%d" height="%s" rx="2"/>`, n.Kind, px(x), px(y), boxWidth, px(h))
	}
	who, text := n.lines()
	y += boxPad + 10
	for i, line := range slices.Concat(who, text) {
		class := "head"
		if i >= len(who) && len(who) > 0 || n.Kind == State {
			class = "body"
		}
		c.text(at.x, y, class, "middle", line)
		y += lineHeight
	}
	c.add("</g>")
}

// Check reports what is wrong with boxes: arrows to nowhere, two nodes of one name.
func (b Boxes) Check() error {
	seen := map[string]bool{}
	for _, n := range b.Nodes {
		if seen[n.ID] {
			return fmt.Errorf("two boxes are called %q", n.ID)
		}
		seen[n.ID] = true
	}
	for _, e := range b.Edges {
		if min(e.From, e.To) < 0 || max(e.From, e.To) >= len(b.Nodes) {
			return fmt.Errorf("an arrow leads from %d to %d, of %d boxes", e.From, e.To, len(b.Nodes))
		}
	}
	return nil
}

// Ring reports whether something waits for itself in the end, and it is shown.
func (b Boxes) Ring() bool { return b.Rings && slices.Contains(rings(b), true) }
