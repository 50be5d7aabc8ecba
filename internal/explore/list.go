package explore

import "slices"

// list is a long list of rows, all equally wide, in pages: it grows without being copied, and so without ever being there twice.
type list[T any] struct {
	width int
	pages [][]T // the first grows to what the others are at once
	rows  int
}

const (
	pageBits = 14
	pageRows = 1 << pageBits
)

// at gives a row; it must not be changed.
func (l *list[T]) at(i int) []T {
	p, k := l.pages[i>>pageBits], i&(pageRows-1)*l.width
	return p[k : k+l.width : k+l.width]
}

// one gives a row of width one.
func (l *list[T]) one(i int32) T { return l.pages[i>>pageBits][i&(pageRows-1)] }

// reserve makes room for some more rows. It is false if there is none, or the search is to end.
func (l *list[T]) reserve(b *budget, rows int) bool {
	for need := l.rows + rows; l.room() < need; {
		if len(l.pages) == 0 || l.room() == pageRows*len(l.pages) {
			l.pages = append(l.pages, nil)
		}
		n := len(l.pages) - 1
		page, want := &l.pages[n], pageRows
		if n == 0 {
			want = min(need, pageRows)
		}
		if !extend(b, page, want*l.width-len(*page)) {
			return false
		}
	}
	return true
}

// room is for how many rows there is room in all.
func (l *list[T]) room() int {
	n := len(l.pages)
	if n == 0 {
		return 0
	}
	return pageRows*(n-1) + min(cap(l.pages[n-1])/l.width, pageRows)
}

// push adds a row of width one, for which there must be room.
func (l *list[T]) push(x T) {
	page := &l.pages[l.rows>>pageBits]
	*page = append(*page, x)
	l.rows++
}

// pushRow adds a row, for which there must be room.
func (l *list[T]) pushRow(row []T) {
	page := &l.pages[l.rows>>pageBits]
	*page = append(*page, row...)
	l.rows++
}

// flat gives all rows as one slice, and lets go of the pages as they are copied.
func (l *list[T]) flat() []T {
	if len(l.pages) == 1 {
		return slices.Clip(l.pages[0])
	}
	out := make([]T, 0, l.rows*l.width)
	for i, p := range l.pages {
		out = append(out, p...)
		l.pages[i] = nil
	}
	return out
}
