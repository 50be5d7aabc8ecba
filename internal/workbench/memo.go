package workbench

import (
	"slices"
	"sync"

	"github.com/servanda-lang/servanda/internal/inquiry"
)

// memo remembers answers that are whole, of the texts that were looked at last: who takes a change back, or has the same text in
// two windows, need not wait again.
type memo struct {
	mu   sync.Mutex
	list []remembered // the last one used is last
}

type remembered struct {
	text, choice string
	answer       *inquiry.Answer
}

// mostRemembered is how many answers are kept.
const mostRemembered = 64

func newMemo() *memo { return &memo{} }

func (m *memo) get(text, choice string) *inquiry.Answer {
	m.mu.Lock()
	defer m.mu.Unlock()
	i := slices.IndexFunc(m.list, func(r remembered) bool { return r.text == text && r.choice == choice })
	if i < 0 {
		return nil
	}
	r := m.list[i]
	m.list = append(slices.Delete(m.list, i, i+1), r)
	return r.answer
}

func (m *memo) put(text, choice string, a *inquiry.Answer) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.list = append(slices.DeleteFunc(m.list, func(r remembered) bool { return r.text == text && r.choice == choice }), remembered{text, choice, a})
	if n := len(m.list) - mostRemembered; n > 0 {
		m.list = slices.Delete(m.list, 0, n)
	}
}
