package track

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/words"
	"github.com/servanda-lang/servanda/model"
)

// support is in which of the courses something is so, by their numbers.
type support []bool

// way is one of the courses: which version of each dispute it takes, and how it fills the open points that differ.
type way struct {
	branch *branch
	at     []int // by dimension
}

// dimension is what courses differ by: a dispute, or an open point.
type dimension struct {
	dispute int // its number; -1 if it is a point
	text    int // the number of the text that has the point
	point   model.PointID
	values  []int
	words.Speaker
}

// differ says where things are so.
type differ struct {
	words.Speaker
	dims []dimension
	ways []way
}

// newDiffer lists the courses of some branches.
func newDiffer(q words.Speaker, branches []*branch, disputes []*dispute, texts []*text) *differ {
	d := &differ{Speaker: q}
	for i, x := range disputes {
		if branches[0].courses[0][i] >= 0 {
			d.dims = append(d.dims, dimension{dispute: i, values: upTo(len(x.versions))})
		}
	}
	for k := len(texts) - 1; k >= 0; k-- {
		for i := range texts[k].pact.Points {
			pt := model.PointID(i)
			if k < len(texts)-1 && texts[k+1].has(ref(model.KindPoint, i)) {
				continue // it has the same value there
			}
			if values := valuesIn(branches, k, pt); len(values) > 1 {
				d.dims = append(d.dims, dimension{-1, k, pt, values, words.Speaker{Pact: texts[k].pact}})
			}
		}
	}
	for _, b := range branches {
		for _, c := range b.courses {
			w := way{branch: b}
			for _, dim := range d.dims {
				if dim.dispute >= 0 {
					w.at = append(w.at, c[dim.dispute])
				} else {
					w.at = append(w.at, b.filled(dim.text)[dim.point])
				}
			}
			d.ways = append(d.ways, w)
		}
	}
	return d
}

// valuesIn lists the values that an open point of a text has in some branches.
func valuesIn(branches []*branch, text int, pt model.PointID) []int {
	var out []int
	for _, b := range branches {
		if v := b.filled(text)[pt]; !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	slices.Sort(out)
	return out
}

func upTo(n int) []int {
	out := make([]int, n)
	for i := range out {
		out[i] = i
	}
	return out
}

// tell puts together what is so in the branches: each thing once, with where it is so, in order of a rank.
func tell[T any](d *differ, of func(*branch) []T, key func(*T) string, rank func(*T) int) []Told[T] {
	var out []Told[T]
	at := map[string]int{}
	known := map[*branch][]int{}
	for i, w := range d.ways {
		if _, ok := known[w.branch]; !ok {
			known[w.branch] = []int{}
			for _, item := range of(w.branch) {
				k := key(&item)
				if _, ok := at[k]; !ok {
					at[k] = len(out)
					out = append(out, Told[T]{Item: item, In: make(support, len(d.ways))})
				}
				known[w.branch] = append(known[w.branch], at[k])
			}
		}
		for _, k := range known[w.branch] {
			out[k].In[i] = true
		}
	}
	for i := range out {
		out[i].Where = d.where(out[i].In)
	}
	slices.SortStableFunc(out, func(a, b Told[T]) int { return rank(&a.Item) - rank(&b.Item) })
	return out
}

// mostCases is how many combinations are named in which something is so.
const mostCases = 6

// where says in words in which courses something is so: by one dimension if that is enough, else by all that matter.
func (d *differ) where(in support) string { return strings.Join(d.cases(in), "; or ") }

// cases lists the cases in which something is so; none if it is in all courses.
func (d *differ) cases(in support) []string {
	if !slices.Contains(in, false) {
		return nil
	}
	var of []int
	for k := range d.dims {
		if d.hangsOn(in, k) {
			of = append(of, k)
		}
	}
	apart := d.settles(of, in)
	if !apart { // the open points that are left hang together: they are all named
		of = upTo(len(d.dims))
	}
	if len(of) == 1 {
		return []string{d.said(of[0], d.valuesOf(of[0], in))}
	}
	cases, others := d.covered(of, apart, in, true), d.covered(of, apart, in, false)
	if len(others) == 1 && len(cases) > 1 {
		return []string{"if not " + others[0]}
	}
	if more := len(cases) - mostCases; more > 0 {
		cases = append(cases[:mostCases], fmt.Sprintf("in %d more such cases", more))
	}
	return cases
}

// settles reports whether some dimensions are enough to say where something is so.
func (d *differ) settles(of []int, in support) bool {
	seen := map[string]bool{}
	for i, w := range d.ways {
		at := ""
		for _, k := range of {
			at += fmt.Sprintln(w.at[k])
		}
		if so, ok := seen[at]; ok && so != in[i] {
			return false
		}
		seen[at] = in[i]
	}
	return true
}

// covered says, by few combinations of values of some dimensions, where something is so, or is not; what hangs together is not
// taken apart.
func (d *differ) covered(of []int, apart bool, in support, so bool) (out []string) {
	done := make([]bool, len(d.ways))
	for i, w := range d.ways {
		if in[i] != so || done[i] {
			continue
		}
		c := only(of, w.at)
		if apart {
			c = d.grown(of, c, func(j int) bool { return in[j] == so })
		}
		for j := range d.ways {
			done[j] = done[j] || c.has(d.ways[j].at)
		}
		out = append(out, d.named(of, c))
	}
	return out
}

// cube is some values of each of some dimensions, whatever the others are.
type cube map[int][]int

func (c cube) has(at []int) bool {
	for k, values := range c {
		if !slices.Contains(values, at[k]) {
			return false
		}
	}
	return true
}

// only is the cube of the values of a course.
func only(of, at []int) cube {
	c := cube{}
	for _, k := range of {
		c[k] = at[k : k+1]
	}
	return c
}

// with is a cube with other values of a dimension, or, with none, without the dimension.
func (c cube) with(k int, values []int) cube {
	out := maps.Clone(c)
	if out[k] = values; values == nil {
		delete(out, k)
	}
	return out
}

// grown is a large cube around one, all courses of which pass a test: dimensions are taken out where that can be, and values
// added where it cannot.
func (d *differ) grown(of []int, c cube, test func(way int) bool) cube {
	wider := func(x cube) {
		for i, w := range d.ways {
			if x.has(w.at) && !test(i) {
				return
			}
		}
		c = x
	}
	for _, k := range of {
		wider(c.with(k, nil))
	}
	for _, k := range of {
		for _, v := range d.dims[k].values {
			if values, left := c[k]; left && !slices.Contains(values, v) {
				values = append(slices.Clone(values), v)
				slices.Sort(values)
				wider(c.with(k, values))
			}
		}
	}
	return c
}

// named says a cube.
func (d *differ) named(of []int, c cube) string {
	var parts, versions []string
	for _, k := range of {
		values, left := c[k]
		switch dim := &d.dims[k]; {
		case !left:
		case dim.dispute >= 0 && len(values) == 1:
			versions = append(versions, versionName(dim.dispute, values[0]))
		default:
			parts = append(parts, d.said(k, values))
		}
	}
	if len(versions) > 0 {
		parts = append([]string{byVersion(versions, "and")}, parts...)
	}
	return strings.Join(parts, " and ")
}

// byVersion names versions: "by version 1a", "by versions 1a and 2b".
func byVersion(names []string, word string) string {
	if len(names) == 1 {
		return "by version " + names[0]
	}
	return "by versions " + course.List(names, word)
}

// said says that a dimension has one of some values.
func (d *differ) said(k int, values []int) string {
	dim := &d.dims[k]
	if dim.dispute < 0 {
		return dim.Answered(dim.point, values)
	}
	var names []string
	for _, v := range values {
		names = append(names, versionName(dim.dispute, v))
	}
	return byVersion(names, "or")
}

// versionName is what a version is called: "1a".
func versionName(dispute, v int) string {
	letter := fmt.Sprint(v + 1)
	if v < 26 {
		letter = string(rune('a' + v))
	}
	return fmt.Sprintf("%d%s", dispute+1, letter)
}

// valuesOf lists the values of a dimension for which something is so.
func (d *differ) valuesOf(k int, in support) []int {
	var out []int
	for i, w := range d.ways {
		if in[i] && !slices.Contains(out, w.at[k]) {
			out = append(out, w.at[k])
		}
	}
	slices.Sort(out)
	return out
}

// hangsOn reports whether something is so in one of two courses that differ in nothing but one dimension.
func (d *differ) hangsOn(in support, k int) bool {
	seen := map[string]bool{}
	for i, w := range d.ways {
		rest := fmt.Sprint(w.at[:k], w.at[k+1:])
		if so, ok := seen[rest]; ok && so != in[i] {
			return true
		}
		seen[rest] = in[i]
	}
	return false
}

// onlyBy reports whether something is so by one version of a dispute, and by another, all else alike, not.
func (d *differ) onlyBy(in support, dispute, version int) bool {
	k := slices.IndexFunc(d.dims, func(x dimension) bool { return x.dispute == dispute })
	if k < 0 {
		return false
	}
	without := map[string]bool{}
	for i, w := range d.ways {
		if w.at[k] != version && !in[i] {
			without[fmt.Sprint(w.at[:k], w.at[k+1:])] = true
		}
	}
	for i, w := range d.ways {
		if w.at[k] == version && in[i] && without[fmt.Sprint(w.at[:k], w.at[k+1:])] {
			return true
		}
	}
	return false
}
