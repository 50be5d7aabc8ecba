package syntax

import (
	"fmt"
	"strconv"
	"strings"
)

// odds reads: odds ACTOR on DECISION: VALUE SHARE[..SHARE], ….
func (p *parser) odds(start int) Decl {
	p.next()
	d := &OddsDecl{Actor: p.name("the name of who decides after `odds`")}
	p.expectWord("on", "odds "+d.Actor.Name)
	d.Decision = p.name("the name of a decision after `on`")
	if p.gotKind(KindColon) {
		d.Values = list(p, p.likely)
	} else {
		p.expected("`:` after `odds "+d.Actor.Name+" on "+d.Decision.Name+"`", "")
	}
	d.Cites = p.cites()
	d.at = p.from(start)
	return d
}

// likely reads VALUE SHARE[..SHARE].
func (p *parser) likely() *Likely {
	start := p.tok().Start
	l := &Likely{Value: p.wordValue("a value of the decision")}
	after := "the value"
	if l.Value != nil {
		after = l.Value.Text
	}
	l.Range = p.shares(after)
	l.at = p.from(start)
	return l
}

// chance reads: chance ACT SHARE[..SHARE] a UNIT.
func (p *parser) chance(start int) Decl {
	p.next()
	d := &ChanceDecl{Act: p.name("the name of an act after `chance`")}
	d.Range = p.shares(d.Act.Name)
	if p.expectWord("a", "the share") {
		w := p.expectOneOf("a", "day", "week", "month", "year")
		d.Per = units[w]
	}
	d.Cites = p.cites()
	d.at = p.from(start)
	return d
}

// shares reads SHARE, or SHARE..SHARE.
func (p *parser) shares(after string) Range {
	low := p.share(after)
	r := Range{Low: low, High: low}
	if p.gotKind(KindDots) {
		r.High = p.share("..")
	}
	return r
}

// share reads a number of hundredths with at most four places after the point.
func (p *parser) share(after string) *Share {
	t := p.tok()
	if t.Kind != KindNumber && t.Kind != KindPara {
		p.expected("a share such as `60%` after `"+after+"`", "")
		return nil
	}
	n, ok := millionths(p.text(t))
	if !ok {
		p.wrong("P008", fmt.Sprintf("`%s` is not a share", clip(p.text(t))), "Shares go from `0%` to `100%`, with at most four places after the point, as in `2.5%`.")
	}
	p.next()
	if !p.gotKind(KindPercent) {
		p.expected("`%` after `"+p.text(t)+"`", "")
	}
	return &Share{at: p.from(t.Start), Millionths: n}
}

// millionths understands hundredths.
func millionths(text string) (n int, ok bool) {
	whole, part, point := strings.Cut(text, ".")
	if len(whole) > 3 || len(part) > 4 || point && part == "" {
		return 0, false
	}
	n, err := strconv.Atoi(whole + (part + "0000")[:4])
	return n, err == nil && n <= 1_000_000 && !strings.ContainsAny(text, "+-")
}
