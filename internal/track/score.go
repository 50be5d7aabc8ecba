package track

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/model"
)

// Score is how far a provision has been carried out, 0 to 3, in the manner of the Barometer of the Peace Accords Matrix (Kroc
// Institute), but settled by statuses and counts alone. It is of each provision by itself; nothing is summed up.
type Score struct {
	Clause model.Ref
	Value  int // -1: nothing is to be done
	Why    string
}

// Scale says what the scores mean; docs/tracking.md defines them.
var Scale = []string{"not begun", "minimal", "intermediate", "full"}

// scores gives each instrument, duty and ban its score.
func (b *branch) scores() []Score {
	var out []Score
	p := b.m.Pact
	for i := range p.Instruments {
		out = append(out, b.instrumentScore(i))
		for _, d := range p.Instruments[i].Duties {
			out = append(out, b.dutyScore(d))
		}
		for _, n := range p.Instruments[i].Bans {
			out = append(out, b.banScore(n))
		}
	}
	return out
}

func (b *branch) instrumentScore(i int) Score {
	ref := model.Ref{Kind: model.KindInstrument, Index: i}
	reads := b.m.Reads(b.state, ref)
	s := Score{Clause: ref, Why: reads}
	switch {
	case reads == "in force", b.m.RanOut(b.state, i):
		s.Value = 3
	case reads == "suspended":
		s.Value = 2
	case reads != "draft":
		s.Value = 1
	default:
		s.Value, s.Why = b.signatures(i)
	}
	return s
}

// signatures is the score of a draft: who has signed it.
func (b *branch) signatures(i int) (int, string) {
	n, between := 0, b.m.Pact.Instruments[i].Between
	for _, party := range between {
		if b.m.Condition(model.Signed{Instrument: model.InstrumentID(i), Party: party})(b.state) {
			n++
		}
	}
	switch n {
	case 0:
		return 0, "a draft"
	case len(between):
		return 2, "signed, and not in force"
	}
	return 1, fmt.Sprintf("a draft, signed by %d of %d", n, len(between))
}

func (b *branch) dutyScore(d model.DutyID) Score {
	s := Score{Clause: dutyRef(d)}
	reads, t := b.m.Reads(b.state, s.Clause), &b.tally[d]
	switch {
	case b.m.Pact.Duties[d].Recurs():
		s.Value, s.Why = standingScore(t, reads == "due")
	case strings.HasPrefix(reads, "performed"):
		s.Value, s.Why = 3, reads
	case strings.HasPrefix(reads, "excused"):
		s.Value, s.Why = -1, reads
	default:
		s.Value, s.Why = b.inPart(d, reads)
	}
	return s
}

// standingScore counts the terms of a standing promise that are over.
func standingScore(t *Tally, due bool) (int, string) {
	over := t.Due
	if due {
		over--
	}
	done := min(t.Performed, over)
	why := fmt.Sprintf("performed %d of %d times that are over", done, over)
	switch {
	case over == 0:
		return 0, "no time for it is over yet"
	case done == over:
		return 3, why
	case 2*done >= over:
		return 2, why
	case done > 0:
		return 1, why
	}
	return 0, why
}

// inPart is the score of a duty that is not performed: of what several things it asks for hold.
func (b *branch) inPart(d model.DutyID, reads string) (int, string) {
	all, ok := b.m.Pact.Duties[d].Ensure.(model.And)
	if !ok {
		return 0, reads
	}
	n := 0
	for _, c := range all.Terms {
		if b.m.Condition(c)(b.state) {
			n++
		}
	}
	why := fmt.Sprintf("%s; %d of %d of what it asks for hold", reads, n, len(all.Terms))
	switch {
	case n == 0:
		return 0, why
	case 2*n < len(all.Terms):
		return 1, why
	}
	return 2, why
}

func (b *branch) banScore(n model.BanID) Score {
	ban := &b.m.Pact.Bans[n]
	s := Score{Clause: model.Ref{Kind: model.KindBan, Index: int(n)}}
	instrument := b.m.Reads(b.state, model.Ref{Kind: model.KindInstrument, Index: int(ban.Instrument)})
	times := b.tally[len(b.m.Pact.Duties)+int(n)].Breached
	switch {
	case times == 0 && instrument == "draft":
		s.Why = "it does not bind yet"
	case times == 0:
		s.Value, s.Why = 3, "never breached"
	case instrument != "in force" && instrument != "suspended":
		s.Why = "breached, and it binds no more"
	case times == 1:
		s.Value, s.Why = 2, "breached once"
	default:
		s.Value, s.Why = 1, fmt.Sprintf("breached %d times", times)
	}
	return s
}
