package symbolic

import "github.com/servanda-lang/servanda/internal/program"

// Slice gives the family one slice, of some cells, if that holds.
func (f *Family) Slice(keeps func(*program.Variable) bool) bool {
	var cells []*program.Variable
	for _, v := range f.Program.Cells {
		if keeps(v) {
			cells = append(cells, v)
		}
	}
	f.slices, f.lastTold = nil, nil
	s := f.cut(f.keeping(cells))
	if s != nil {
		f.slices = []*slice{s}
	}
	return s != nil
}

// Whole is the same family without slices, in the same space.
func (f *Family) Whole() *Family {
	g := *f
	g.slices, g.lastTold = nil, nil
	return &g
}

// Told reports whether a slice told anything.
func (f *Family) Told() bool { return f.lastTold != nil }

// Slices is how many there are.
func (f *Family) Slices() int { return len(f.slices) }
