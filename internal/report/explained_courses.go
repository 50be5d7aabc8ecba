package report

import (
	"strings"

	"github.com/servanda-lang/servanda/internal/course"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/statement"
	"github.com/servanda-lang/servanda/model"
)

// mostCourses is how many courses of one statement are shown.
const mostCourses = 3

// courses shows the statement: first the findings that the sentence is about, then others under it that are shown by other
// courses; each beside the nearest course on which it goes well.
func (x *explained) courses() ([]doc.Block, error) {
	var out []doc.Block
	shown := map[string]bool{}
	for _, i := range append(append([]int{}, x.st.About...), x.st.Findings...) {
		f := x.finding(i)
		if f.Course == nil || shown[courseText(f.Course)] || len(out) >= mostCourses {
			continue
		}
		shown[courseText(f.Course)] = true
		c, err := x.course(f, x.says[i])
		if err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	if len(out) == 0 {
		return nil, nil
	}
	return []doc.Block{doc.Section{ID: "courses", Title: doc.T("How it can come to that"), Blocks: out}}, nil
}

func courseText(c *course.Course) string {
	var b strings.Builder
	for _, l := range c.Lines() {
		b.WriteString(l.Date.String() + l.Sentence() + "\n")
	}
	return b.String()
}

// course shows one finding.
func (x *explained) course(f *inquiry.Across, says string) (doc.Course, error) {
	c := x.Course(f.Course, 0)
	if c.Intro = doc.In(doc.Strong, says); says == x.st.Sentence {
		c.Intro = doc.T("A shortest course on which it does:")
	}
	if filled := x.filled(f.Course); filled != "" {
		c.Note = doc.T("In this case " + filled + ".")
	}
	w, outcome, err := statement.GoesWell(x.ctx, x.Answer.Pact, &f.Finding)
	switch {
	case err != nil:
		return c, err
	case outcome == statement.Found:
		beside := x.beside(f.Course, w)
		c.Beside = &beside
	case outcome == statement.None:
		c.Beside = &doc.Course{Intro: doc.T("With everybody's word kept there is no course, in this case, on which it goes well.")}
	case outcome == statement.Unknown:
		c.Beside = &doc.Course{Intro: doc.T("Whether it can go well in this case was not found out: there are too many states.")}
	}
	return c, nil
}

// beside is the course on which it goes well, from where it parts from the other.
func (x *explained) beside(bad *course.Course, w *statement.Well) doc.Course {
	from := 0 // the first line that is not the same
	lines, other := w.Course.Lines(), bad.Lines()
	for from < len(lines) && from < len(other) && lines[from].Sentence() == other[from].Sentence() && lines[from].Day == other[from].Day {
		from++
	}
	c := x.Course(w.Course, from)
	c.Intro = doc.T("The nearest course on which it goes well, with everybody's word kept, begins otherwise:")
	switch {
	case from >= len(lines):
		c.Intro = doc.T("It went well up to here: " + x.Retold(lines[len(lines)-1].Sentence()) + ". It would have stayed so without what comes after.")
	case from > 0:
		c.Intro = doc.T("The nearest course on which it goes well, with everybody's word kept, is the same up to “" + x.Retold(lines[from-1].Text) + "”, and goes on:")
	}
	return c
}

// mostFilled is how many answers to open questions are told with a course of which none stands out.
const mostFilled = 4

// filled says how the open points are filled in a course: the named reading, if it is one, else the answers that matter.
func (x *explained) filled(c *course.Course) string {
	p := x.Answer.Pact
	for r := range p.Readings {
		if len(p.Readings[r].Fixes) == len(p.Points) && c.Filling.Agrees(p.Readings[r].Fixes) {
			return "the reading is " + x.Reading(model.ReadingID(r))
		}
	}
	points := x.st.Where.Points()
	if len(points) == 0 && len(p.Points) <= mostFilled {
		for i := range p.Points {
			points = append(points, model.PointID(i))
		}
	}
	var parts []string
	for _, pt := range points {
		parts = append(parts, x.Answered(pt, []int{c.Filling[pt]}))
	}
	return strings.Join(parts, "; ")
}
