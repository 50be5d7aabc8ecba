package syntax_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/syntax"
)

func TestExampleIsClean(t *testing.T) {
	f, ds := parse(example(t))
	if len(ds) != 0 {
		t.Fatalf("diagnostics: %v", ds)
	}
	if len(f.Decls) != 18 {
		t.Errorf("%d declarations, want 18", len(f.Decls))
	}
}

// Each construct of the language and the tree it gives.
func TestTree(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"title", `pact "A deal" cite note 1`, `(PactDecl "A deal" [(Cite note [1])])`},
		{"starts", `starts 2026-02-28`, `(StartsDecl 2026/2/28)`},
		{"tick", `tick 2 weeks`, `(TickDecl 2x7)`},
		{"use", `use "aid.pact"`, `(UseDecl "aid.pact")`},
		{"use with names", `use "aid.pact" with open as close "Closed", b as c cite note`,
			`(UseDecl "aid.pact" [(Rename open close "Closed") (Rename b c)] [(Cite note)])`},
		{"party", `party north "N" cite note 4, 12a, 5(2), 3-5, "Art. 5" quoted cite memo alleged`,
			`(PartyDecl north "N" [(Cite note [4 12a 5(2) 3-5 Art. 5] 1) (Cite memo 3)])`},
		{"body", `body senate "S" of north`, `(BodyDecl senate "S" north)`},
		{"source", `source note "N" { published 2025-12-01 relays a, b unnamed file "x.pdf" sha256 "ab" }`,
			`(SourceDecl note "N" [(PublishedItem 2025/12/1) (RelaysItem [a b]) (UnnamedItem) (FileItem "x.pdf") (SHA256Item "ab")])`},
		{"source without block", `source note`, `(SourceDecl note)`},
		{"enumeration", `fact hill "H" { south, nobody, on } cite note 2`,
			`(FactDecl hill "H" ['south 'nobody 'on] [(Cite note [2])])`},
		{"counter", `fact raids 0..1000000`, `(FactDecl raids 0 1000000)`},
		{"act", `act pull by south, outsider { when hill is south hill becomes nobody raids rises by 2 raids falls by n irreversible }`,
			`(ActDecl pull [south outsider] [(WhenItem (AtomCond hill 1 (ValueTail 'south))) (BecomesItem hill 'nobody) (RisesItem raids 2) (FallsItem raids n) (IrreversibleItem)])`},
		{"decision", `decision vote { senate, court decides yes or no or on once aid is signed within notice }`,
			`(DecisionDecl vote [(DecidesItem [senate court] ['yes 'no 'on]) (OnceItem (AtomCond aid 1 (SignedTail))) (WithinItem notice)])`},
		{"instrument", `instrument i { between a, b in force once signed by a and j is in force ends once j is ended expires after 1 year }`,
			`(InstrumentDecl i [(BetweenItem [a b]) (InForceItem (BinaryCond [(AtomCond (SignedTail a)) (AtomCond j 1 (ValueTail 'in force))])) (EndsItem (AtomCond j 1 (ValueTail 'ended))) (ExpiresItem 1x360)])`},
		{"open", `open n "How long" { 30 days, 90 days } cite note`,
			`(OpenDecl n "How long" [30x1 90x1] [(Cite note)])`},
		{"reading", `reading r "R" { order is no notice is 30 days n is 3 }`,
			`(ReadingDecl r "R" [(Binding order 'no) (Binding notice 30x1) (Binding n 3)])`},
		{"purpose", `purpose "P" { hill is nobody and aid cite note 3 inferred }`,
			`(PurposeDecl "P" [(CondItem (BinaryCond [(AtomCond hill 1 (ValueTail 'nobody)) (AtomCond aid)])) (Cite note [3] 4)])`},
		{"position", `position north accepts peace, order is no cite note 1 position south undeclared peace`,
			`(PositionDecl north 1 [(Ref peace) (Ref order 'no)] [(Cite note [1])]) (PositionDecl south [(Ref peace)])`},
		{"position on a condition", `position north accepts peace if order is no and aid cite note 1`,
			`(PositionDecl north 1 [(Ref peace)] (BinaryCond [(AtomCond order 1 (ValueTail 'no)) (AtomCond aid)]) [(Cite note [1])])`},
		{"check leads to", `check "C" { raid leads to help is performed within 3 days if all but a, b keep in reading r expect fails }`,
			`(CheckDecl "C" [(LeadsToQuestion (AtomCond raid) (AtomCond help 1 (ValueTail 'performed)) 3x1) (KeepItem 2 [a b]) (InReadingItem r) (ExpectFailsItem)])`},
		{"check can", `check { a, b can ensure x if nobody keeps } check { a can avoid (x) if everyone keeps }`,
			`(CheckDecl [(CanQuestion [a b] Ensure (AtomCond x)) (KeepItem 1)]) (CheckDecl [(CanQuestion [a] (ParenCond (AtomCond x))) (KeepItem)])`},
		{"check never", `check { never not a } check { possible signed } check { not a leads to b }`,
			`(CheckDecl [(NeverQuestion (NotCond (AtomCond a)))]) (CheckDecl [(PossibleQuestion (AtomCond (SignedTail)))]) (CheckDecl [(LeadsToQuestion (NotCond (AtomCond a)) (AtomCond b))])`},
		{"scenario", `scenario "S" { given order is no, n is 3 on day 10 a signs i on 2026-03-01 a does x a decides on on d on day 11 a uses w expect x is y }`,
			`(ScenarioDecl "S" [(GivenStep [(Binding order 'no) (Binding n 3)]) (OnDayStep 10) (SignsStep a i) (OnDayStep 2026/3/1) (DoesStep a x) (DecidesStep a 'on d) (OnDayStep 11) (UsesStep a w) (ExpectStep (AtomCond x 1 (ValueTail 'y)))])`},
		{"keywords as names", `fact open { source, draft } act file by party { open becomes draft }`,
			`(FactDecl open ['source 'draft]) (ActDecl file [party] [(BecomesItem open 'draft)])`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f, ds := parse(tt.text)
			if len(ds) > 0 {
				t.Errorf("diagnostics: %v", ds)
			}
			if diff := cmp.Diff("["+tt.want+"]", dump(f.Decls)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestClauses(t *testing.T) {
	tests := []struct{ text, want string }{
		{`duty d "D" { south must pull within 30 days by 2026-02-01 once a is signed by 2026-03-01 for north, west in return for aid is in force, keep_off }`, ""},
		{`duty d { south must pull once a is signed by north for north in return for aid, (b) cite note 4 paraphrased }`,
			`(DutyClause d [(MustItem south [pull]) (OnceItem (AtomCond a 1 (SignedTail north))) (ForItem [north]) (ReturnItem [(AtomCond aid) (ParenCond (AtomCond b))]) (Cite note [4] 2)])`},
		{`duty d { south must any of a, b within n every 1 month not before 2 days unless x was breached at its discretion upon raid }`,
			`(DutyClause d [(MustItem south AnyOf [a b]) (WithinItem n) (EveryItem 1x30) (NotBeforeItem 2x1) (UnlessItem (AtomCond x 2 (BreachedTail))) (DiscretionItem) (UponItem raid)])`},
		{`duty d { south must ensure hill is not nobody not before 3 days by 2026-05-01 }`,
			`(DutyClause d [(EnsureItem south (AtomCond hill 1 Not (ValueTail 'nobody))) (NotBeforeItem 3x1) (ByItem 2026/5/1)])`},
		{`duty d { north must help within 3 days upon call against raid, border is crossed and (siege or raid) for south }`,
			`(DutyClause d [(MustItem north [help]) (WithinItem 3x1) (UponItem call) (AgainstItem [(AtomCond raid) (BinaryCond [(AtomCond border 1 (ValueTail 'crossed)) (ParenCond (BinaryCond 1 [(AtomCond siege) (AtomCond raid)]))])]) (ForItem [south])])`},
		{`duty d { north must help once vote is against against raid }`,
			`(DutyClause d [(MustItem north [help]) (OnceItem (AtomCond vote 1 (ValueTail 'against))) (AgainstItem [(AtomCond raid)])])`},
		{`ban b { north must not seize while x is performed in return for y for south }`,
			`(BanClause b [(MustNotItem north seize) (WhileItem (AtomCond x 1 (ValueTail 'performed))) (ReturnItem [(AtomCond y)]) (ForItem [south])])`},
		{`power p { a may suspend i on notice of 3 days when x is performed in time or x is at least 3 and n is at most 30 days }`,
			`(PowerClause p [(MayItem a (InstrumentEffect i)) (NoticeItem 3x1) (WhenItem (BinaryCond 1 [(AtomCond x 1 (InTimeTail)) (BinaryCond [(AtomCond x 1 (AtLeastTail 3)) (AtomCond n 1 (AtMostTail 30x1))])]))])`},
		{`power p { a may excuse d }`, `(PowerClause p [(MayItem a (ExcuseEffect d))])`},
		{`power p { a may hill becomes nobody on notice of n }`,
			`(PowerClause p [(MayItem a (BecomesItem hill 'nobody)) (NoticeItem n)])`},
		{`power p { a may resume i } power q { a may terminate i }`,
			`(PowerClause p [(MayItem a (InstrumentEffect 1 i))]) (PowerClause q [(MayItem a (InstrumentEffect 2 i))])`},
	}
	for _, tt := range tests[1:] {
		f, ds := parse("instrument i { between a, b " + tt.text + " }")
		if len(ds) > 0 {
			t.Errorf("%s: diagnostics: %v", tt.text, ds)
		}
		want := "[(InstrumentDecl i [(BetweenItem [a b]) " + tt.want + "])]"
		if diff := cmp.Diff(want, dump(f.Decls)); diff != "" {
			t.Error(diff)
		}
	}
	if _, ds := parse("instrument i { between a, b " + tests[0].text + " }"); codes(ds) != "P017" {
		t.Errorf("`signed by DATE` should end the condition and give a second deadline, got %v", ds)
	}
}

func TestLossless(t *testing.T) {
	for _, text := range append(seeds(t), mutations(example(t), 300)...) {
		f, _ := parse(text)
		var b strings.Builder
		for _, tok := range f.Tokens {
			b.WriteString(text[tok.Start:tok.End])
		}
		if b.String() != text {
			t.Fatalf("the tokens do not give %q back", text)
		}
	}
}

// Every code of the registry: its bad example yields it, the mended one is clean.
func TestCodes(t *testing.T) {
	for _, e := range diag.Entries() {
		if !strings.HasPrefix(string(e.Code), "P") {
			continue
		}
		_, bad := parse(e.Bad)
		if !strings.Contains(" "+codes(bad)+" ", " "+string(e.Code)+" ") {
			t.Errorf("%s: the example gives %q", e.Code, codes(bad))
		}
		if _, good := parse(e.Good); len(good) > 0 {
			t.Errorf("%s: the mended example gives %v", e.Code, good)
		}
	}
}

// What other texts and other languages say is understood, so that it brings one error and no more.
func TestSaidElsewhere(t *testing.T) {
	for text, want := range map[string]string{
		"duty a { south shall leave }":                   "P010 Did you mean `must`?",
		"duty a { south should leave }":                  "P010 Did you mean `must`?",
		"ban a { south will not leave }":                 "P010 Did you mean `must`?",
		"duty a { south must leave  within 3 hours }":    "P021 Write days, weeks, months or years; nothing is shorter than a day.",
		"duty a { south must leave  within 3 Months }":   "P007 Names are lower-case words joined by _: write `months`.",
		"duty a { south must leave  once hill = empty }": "P004 To test, write `is`; to change, write `becomes`.",
		"duty a { south must leave  unless raids >= 3 }": "P004 Write `is at least`.",
		"duty a { south must leave  unless raids <= 3 }": "P004 Write `is at most`.",
		"duty a { south must leave  once hill != held }": "P004 Write `is not`.",
		"duty a { south must leave  within 30 business days  for north }": "P021 Every day counts: write `days`, " +
			"and more of them if some are not to count.",
	} {
		_, ds := parse("instrument peace { between north, south  " + text + " }")
		if len(ds) != 1 || string(ds[0].Code)+" "+ds[0].Detail != want {
			t.Errorf("%s: got %v, want %s", text, ds, want)
		}
	}
}

// Several errors in one file, each reported once and at its place.
func TestRecovery(t *testing.T) {
	const text = `pact "Broken"
startz 2026-01-01
party sоuth "S"
instrumnt peace "P" {
  between north, south
  in forc once signed
  duty a {
    south mst pull_back wihtin 30 dayz
    once hill is
    for north
  }
  ban b { north must raid }
  duty c { south must pull_back within 30days
  duty d { within 3 days }
}
fact hill { a, b
act x by north { hill becomes a; hill == b }
act y by north { when ((a is b) }
scenario "x" {
  north sgins peace
}
}
check "y" { hill is a }
`
	_, ds := parse(text)
	var got []string
	for _, d := range ds {
		at := d.Span.Position()
		got = append(got, string(d.Code)+"@"+strconv.Itoa(at.Line)+":"+strconv.Itoa(at.Column))
	}
	want := "P010@2:1 P003@3:8 P010@4:1 P010@6:6 P010@8:11 P010@8:25 P010@8:35 P013@9:17 P013@12:22 " +
		"P008@13:40 P015@13:46 P018@14:10 P015@16:17 P004@17:32 P011@17:34 P004@17:39 P013@18:32 P010@20:9 " +
		"P016@22:1 P013@23:23"
	if diff := cmp.Diff(strings.Fields(want), got); diff != "" {
		t.Error(diff)
	}
}

func TestDirectives(t *testing.T) {
	const text = `# servanda: accept veto because the whole pact is like that

# servanda: accept stuck because above
# another comment
purpose "P" { a }
instrument i { # servanda: accept limbo because in the instrument
  between a, b
  # servanda: accept exposed because above the duty
  duty d {
    a must x
    # servanda: accept idle because inside the duty
  }
  ban b { a must not x } # servanda: accept conflict because at its end
}
# servanda: accept idle
`
	f, ds := parse(text)
	if codes(ds) != "P022" {
		t.Errorf("got %v, want one P022", ds)
	}
	var got []string
	for _, d := range f.Directives {
		got = append(got, d.Code.Name+" "+describe(d.On)+" "+d.Reason)
	}
	want := []string{
		"veto - the whole pact is like that", "stuck P above", "limbo i in the instrument",
		"exposed d above the duty", "idle d inside the duty", "conflict b at its end",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if s := f.Directives[0].Code.Span().Text(); s != "veto" {
		t.Errorf("the code of the first directive is at %q", s)
	}
}

func describe(n syntax.Node) string {
	switch n := n.(type) {
	case *syntax.PurposeDecl:
		return n.Label.Value
	case *syntax.InstrumentDecl:
		return n.Name.Name
	case *syntax.DutyClause:
		return n.Name.Name
	case *syntax.BanClause:
		return n.Name.Name
	}
	return "-"
}
