package doc

// Section is a part with a heading of its own; its depth is that of its nesting. An ID is unique within the document, made
// of lower-case letters, digits and hyphens, and the same whenever the same pact is asked the same: links from elsewhere lead to it.
type Section struct {
	ID     string
	Title  Text
	Tone   Tone // of what it tells: Grave for what can leave somebody with nothing
	Blocks []Block
}

// Para is a paragraph.
type Para struct {
	Text
	Tone Tone
}

// List is of items side by side; if Ordered they are numbered, from Start (1 if that is 0).
type List struct {
	Ordered bool
	Start   int
	Items   []Item
}

// Item is one of a list: what it says, and what stands under that.
type Item struct {
	ID string // as that of a section, if something leads to it
	Text
	Tone   Tone
	Blocks []Block
}

// Table has a heading for each column; every row has as many cells. RowHeads: the first cell of each row is its heading.
type Table struct {
	ID       string
	Caption  Text // what it shows, for whoever cannot see it at a glance
	Head     []Cell
	Rows     [][]Cell
	RowHeads bool
}

// Cell is one field of a table. Empty means that there is nothing to say; where something was not asked it says so.
type Cell struct {
	Text
	Tone Tone
}

// C is a cell of plain text.
func C(text string) Cell { return Cell{Text: T(text)} }

// Course is what happened, step by step.
type Course struct {
	ID     string
	Intro  Text // what it shows
	Steps  []Step
	Note   Text    // what is left out, if anything
	Beside *Course // the nearest course in which it goes otherwise, to be read beside it
}

// Step is one step of time and what is done in it, in order. When is in words: "step 1 (15 Dec 2025 to 14 Mar 2026)".
type Step struct {
	When  Text
	Lines []Line
}

// Line is one thing that happens in a step.
type Line struct {
	Text
	Tone   Tone
	Mark   string   // what the line is marked as: "breach", "the careless step"; empty if nothing
	Follow []string // what it brings about: "the Peace enters into force"
}

// Fold is a part that may stay closed where the form can do that; elsewhere it is read like a section without heading.
type Fold struct {
	ID      string
	Summary Text
	Blocks  []Block
}

// Picture is a drawing with the same told in words. SVG is a whole <svg> element without script and without addresses outside;
// forms that cannot show it give Instead.
type Picture struct {
	ID      string
	Title   Text
	SVG     []byte
	Alt     string // in one or two sentences
	Instead []Block
}

// Facts is a short list of names and what they are: "Reading: three separate agreements".
type Facts struct{ Rows []Fact }

// Fact is one line of Facts.
type Fact struct {
	Name string
	Text
	Tone Tone
}

// Columns stand beside one another where there is room, else one after the other.
type Columns struct{ Parts [][]Block }

// Literal is text to be shown letter by letter: a piece of a pact, a command to type.
type Literal struct {
	Text string
	Of   string // what it is: "pact", "shell"
}

func (Section) block() {}
func (Para) block()    {}
func (List) block()    {}
func (Table) block()   {}
func (Course) block()  {}
func (Fold) block()    {}
func (Picture) block() {}
func (Facts) block()   {}
func (Columns) block() {}
func (Literal) block() {}

// Switch is one thing told in several ways, of which one is looked at at a time where the form can do that: the first until
// another is chosen. Elsewhere they stand one after the other, each under its name.
type Switch struct {
	ID      string
	Label   Text // what is chosen: "Reading"
	Options []Option
}

// Option is one of the ways.
type Option struct {
	ID     string
	Name   Text
	Blocks []Block
}

func (Switch) block() {}
