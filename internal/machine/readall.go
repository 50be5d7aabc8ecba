package machine

import "github.com/servanda-lang/servanda/model"

// ReadAll gives what Reads gives for each of some things, appended to out.
func (m *Machine) ReadAll(s State, refs []model.Ref, out []string) []string {
	v := make([]int32, len(m.cells))
	m.unpack(s, v)
	for _, ref := range refs {
		out = append(out, m.words(v, ref))
	}
	return out
}
