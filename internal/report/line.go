package report

import (
	"fmt"
	"strings"

	"github.com/servanda-lang/servanda/internal/ask"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/model"
)

// Line says a finding in one line of names, for comparing and for expected findings kept in a file. It
// stays the same when sentences, places or courses change:
//
//	exposed leave_hill party=south defectors={} class=unavoidable by={north}|{senate} when order is no
//
// What it is about is the name of a clause or instrument, or the label of a purpose in quotes. Nothing is
// said about when, if it holds in every filling looked at.
func Line(p *model.Pact, f *inquiry.Across) string {
	j := namer{pact: p}
	parts := []string{string(f.Code)}
	if f.Purpose >= 0 && f.Purpose < len(p.Purposes) {
		parts = append(parts, `"`+p.Purposes[f.Purpose].Label+`"`)
	} else if name := j.thing(f.Clause); name != "" {
		parts = append(parts, name)
	}
	if f.Party != model.None {
		parts = append(parts, "party="+j.actor(f.Party))
	}
	if f.TakesBreach() {
		parts = append(parts, "defectors="+j.braced([]model.ActorSet{f.Defectors}))
	}
	if f.Class != ask.NoClass {
		parts = append(parts, "class="+className(f.Class))
	}
	if f.Class == ask.AtPrice {
		parts = append(parts, "price="+priceOf(p, f.Price))
	}
	if len(f.By) > 0 {
		parts = append(parts, "by="+j.braced(f.By))
	}
	if len(f.Needs) > 0 {
		parts = append(parts, "needs="+j.braced(f.Needs))
	}
	if f.Days > 0 {
		parts = append(parts, fmt.Sprintf("days=%d", f.Days))
	}
	if f.How != "" {
		parts = append(parts, "how="+f.How)
	}
	if !f.Always {
		parts = append(parts, casesWords(p, f))
	}
	if f.Accepted != nil {
		parts = append(parts, "(accepted)")
	}
	return strings.Join(parts, " ")
}

// priceOf writes what is given up: `"Peace"|exchange`.
func priceOf(p *model.Pact, x ask.Price) string {
	var out []string
	for _, i := range x.Purposes {
		out = append(out, `"`+p.Purposes[i].Label+`"`)
	}
	if x.Exchange {
		out = append(out, "exchange")
	}
	return strings.Join(out, "|")
}

// braced writes sets of actors by their names: "{north}|{south, senate}".
func (j namer) braced(sets []model.ActorSet) string {
	var out []string
	for _, s := range sets {
		out = append(out, "{"+strings.Join(j.actors(s), ", ")+"}")
	}
	return strings.Join(out, "|")
}
