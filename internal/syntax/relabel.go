package syntax

// headed is a declaration or clause that has a name and may have a label.
type headed interface{ head() *Head }

func (h *Head) head() *Head { return h }

// Relabel gives each declaration and clause the label that is for its name, if one is. It tells the names
// that the file declares.
func (f *File) Relabel(label func(name string) *String) map[string]bool {
	declared := map[string]bool{}
	set := func(n Node) {
		if n, ok := n.(headed); ok {
			h := n.head()
			declared[h.Name.Name] = true
			if l := label(h.Name.Name); l != nil {
				h.Label = l
			}
		}
	}
	for _, d := range f.Decls {
		set(d)
		if in, ok := d.(*InstrumentDecl); ok {
			for _, c := range in.Clauses() {
				set(c)
			}
		}
	}
	return declared
}

// HeadOf gives the head of a declaration or a clause, or nil if it has none.
func HeadOf(n Node) *Head {
	if n, ok := n.(headed); ok {
		return n.head()
	}
	return nil
}
