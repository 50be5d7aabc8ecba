package amend_test

import (
	"bytes"
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/amend"
	"github.com/servanda-lang/servanda/internal/explore"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/record"
	"github.com/servanda-lang/servanda/internal/track"
	"github.com/servanda-lang/servanda/model"
)

func library(t *testing.T, name string) []byte {
	t.Helper()
	text, err := os.ReadFile("../../library/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// real weighs an amendment of a pact in the library on a day, given what its log says.
func real(t *testing.T, old, new, log []byte, on, reading string) *amend.JSON {
	t.Helper()
	p, n := pactOf(t, old), pactOf(t, new)
	q := track.Query{Pact: p, Look: explore.Limits{States: 60_000, Workers: 1}}
	to := track.Proposal{Pact: n}
	var err error
	if q.On, err = record.ParseWhen(on); err != nil {
		t.Fatal(err)
	}
	for _, x := range []struct {
		p    *model.Pact
		into *[]model.Binding
	}{{p, &q.Fixed}, {n, &to.Fixed}} {
		if reading != "" {
			if *x.into, err = inquiry.Hold(x.p, reading, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	w, err := track.Weigh(context.Background(), q, logOf(log), to)
	if err != nil {
		t.Fatal(err)
	}
	x, err := amend.Weigh(w)
	if err != nil {
		t.Fatal(err)
	}
	j := x.JSON("old.pact", "new.pact")
	valid(t, j)
	return j
}

// effects lists what is said of a topic, with for whom and how.
func effects(j *amend.JSON, topic string) (out []string) {
	for _, e := range j.Effects {
		if e.Topic == topic {
			out = append(out, e.Sense+" for "+e.Party+": "+e.Says+only(e.Where))
		}
	}
	return out
}

func carried(j *amend.JSON, rule string) (out []string) {
	for _, x := range j.Carried {
		if x.Rule == rule {
			out = append(out, x.Says+only(x.Where))
		}
	}
	return out
}

func same(t *testing.T, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n%s\nwant:\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// The law on the governing of Aceh was due on 31 March 2006. Had the parties put the date off eleven days before, Indonesia would have had until
// the end of August, and the law of 1 August would have been in time; put off five days after, what was broken stays so.
func TestTheLawOfAcehPutOff(t *testing.T) {
	old, log := library(t, "aceh-2005/law.pact"), library(t, "aceh-2005/law.events.jsonl")
	later := bytes.ReplaceAll(old, []byte("by 2006-03-31"), []byte("by 2006-08-31"))

	j := real(t, old, later, log, "2006-03-20", "")
	const says = "Indonesia has to see to it that “The law on the governing of Aceh” is promulgated until 31 Aug 2006: 164 days left; " +
		"by the old text: Indonesia has to see to it that “The law on the governing of Aceh” is promulgated until 31 Mar 2006: 11 days left"
	same(t, "before its last day", effects(j, "due"), "better for indonesia: "+says, "worse for gam: "+says)

	j = real(t, old, later, log, "2006-04-05", "")
	same(t, "after its last day", effects(j, "due"))
	same(t, "what stays", carried(j, "stays"), "The promise of Indonesia to see to it that “The law on the governing of Aceh” is promulgated: breached, as before, though the text says something else now; what is settled stays settled")

	followed := follow(t, old, later, log, `{"kind":"amendment","when":"2006-03-20","text":"later.pact","agreed":["indonesia","gam"],"reporter":"nobody: it did not happen"}`)
	if len(followed.Faults) > 0 || len(followed.Due) > 0 || len(followed.Amended) != 1 || len(followed.Amended[0].Unheard) > 0 {
		t.Errorf("put off in time: %d faults, %d due", len(followed.Faults), len(followed.Due))
	}
	followed = follow(t, old, later, log, `{"kind":"amendment","when":"2006-04-05","text":"later.pact","agreed":["indonesia"],"reporter":"nobody: it did not happen"}`)
	if len(followed.Faults) != 2 || followed.Faults[1].Item.Day-followed.Faults[1].Item.Deadline != 123 || !slices.Equal(followed.Amended[0].Unheard, []string{"the Free Aceh Movement"}) {
		t.Errorf("put off too late: %+v, nothing heard of %v", followed.Faults, followed.Amended[0].Unheard)
	}
}

// follow tracks a pact by a log with one line more.
func follow(t *testing.T, old, new, log []byte, line string) *track.Standing {
	t.Helper()
	q := track.Query{Pact: pactOf(t, old), Look: explore.Limits{States: 20_000, Workers: 1}}
	q.Text = func(*record.Event) (*model.Pact, error) { return load.Source("later.pact", new).Pact, nil }
	s, err := track.Follow(context.Background(), q, logOf(append(slices.Clone(log), line...)))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What is disputed of Minsk II's first month stays disputed under an amended text: a later day for the resolution of point 4 is the same in
// all courses, and says of none that it is the true one.
func TestMinskPutOffWhileItIsDisputed(t *testing.T) {
	old, log := library(t, "minsk-ii-2015/first-month.pact"), library(t, "minsk-ii-2015/first-month.events.jsonl")
	later := bytes.ReplaceAll(old, []byte("by 2015-03-14"), []byte("by 2015-03-31"))
	if bytes.Equal(old, later) {
		t.Fatal("the pact has no such date")
	}
	j := real(t, old, later, log, "2015-03-10", "")
	if j.Courses < 2 {
		t.Errorf("%d courses", j.Courses)
	}
	due := effects(j, "due")
	if len(due) != 2 || !strings.HasPrefix(due[0], "better for ukraine: ") || !strings.Contains(due[0], "31 Mar 2015: 21 days left") || strings.Contains(due[0], "[only") {
		t.Errorf("due: %q", due)
	}
	same(t, "the last day", carried(j, "moved"), "The promise of Ukraine to see to it that “The resolution on the area of the special regime” is adopted: the last day is 31 Mar 2015, "+
		"counted as if the new text had been there from the first; by the old text it was 14 Mar 2015") // in steps of five days, and yet the days that the texts give
	broken := 0
	for _, x := range j.Carried {
		if x.Is == "breached" && len(x.Where) > 0 && strings.Contains(x.Where[0], "by version") {
			broken++
		}
	}
	if broken < 2 {
		t.Errorf("%d promises are broken by some version only", broken)
	}
}

// The Steinmeier formula of October 2019 is an amendment of Minsk II that was agreed in writing: given the signatures of 2015 and nothing else, the duty to vote the lasting
// status, long broken by then, is gone, the special status comes by another way, and the vote on it is no move any more.
func TestTheSteinmeierFormula(t *testing.T) {
	log := library(t, "minsk-ii-2015/first-month.events.jsonl")
	signed := bytes.Join(bytes.SplitAfter(log, []byte("\n"))[:3], nil)
	j := real(t, library(t, "minsk-ii-2015/minsk-ii-2015.pact"), library(t, "minsk-ii-2015/steinmeier.pact"), signed, "2019-10-01", "as_written")
	same(t, "gone", carried(j, "gone"), "The vote on lasting special status is in the text no more; it was not taken",
		"The promise of Ukraine to see to it that “The vote on lasting special status” is taken is in the text no more; it was breached, and what was owed by it is owed no more")
	same(t, "new", carried(j, "begins"), "The final report on the elections is new, and begins as if it had been written on that day: unasked")
	same(t, "may", effects(j, "may"), "worse for rada: Not lawful or not possible any more: The Verkhovna Rada: vote the lasting special status")
	if due := effects(j, "due"); len(due) != 2 || !strings.HasPrefix(due[0], "better for ukraine: Not due any more: ") || !strings.HasPrefix(due[1], "worse for areas: ") {
		t.Errorf("due: %q", due)
	}
}
