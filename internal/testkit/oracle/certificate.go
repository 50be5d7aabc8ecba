package oracle

import (
	"bytes"
	"compress/zlib"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/model"
)

// A second verifier of certificates, written from docs/certificates.md and docs/language.md. What the definitions of this
// package call forced or avoided it takes from the certificate, after it has tried each state by the rule of the page; all the
// rest it works out as always.

type (
	certificate struct {
		Form   string     `json:"form"`
		Pact   string     `json:"pact"`
		Digest string     `json:"digest"`
		Tick   int        `json:"tick_days"`
		Of     int        `json:"of_fillings"`
		Parts  []certPart `json:"parts"`
	}
	certPart struct {
		Open    []certOpen  `json:"open"`
		States  int         `json:"states"`
		Moves   int         `json:"moves"`
		Entries []certEntry `json:"entries"`
		Sets    []certSet   `json:"sets"`
		Left    []certGap   `json:"not_certified"`
	}
	certOpen struct {
		Point string `json:"point"`
		Value string `json:"value"`
	}
	certEntry struct {
		Asks  string      `json:"asks"`
		About string      `json:"about"`
		Found []certFound `json:"found"`
	}
	certGap struct {
		Asks  string `json:"asks"`
		About string `json:"about"`
		Why   string `json:"why"`
	}
	certFound struct {
		Code     string      `json:"code"`
		Of       string      `json:"of,omitempty"`
		Party    string      `json:"party,omitempty"`
		Class    string      `json:"class,omitempty"`
		Price    []string    `json:"price,omitempty"`
		Care     []string    `json:"care,omitempty"`
		Breaking []string    `json:"breaking,omitempty"`
		By       [][]string  `json:"by,omitempty"`
		Needs    [][]string  `json:"needs,omitempty"`
		Days     int         `json:"days,omitempty"`
		How      string      `json:"how,omitempty"`
		Course   *certCourse `json:"course,omitempty"`
	}
	certCourse struct {
		Moves []certMove `json:"moves"`
		Round *int       `json:"round,omitempty"`
	}
	certMove struct {
		Move string `json:"move"`
		To   int    `json:"to"`
	}
	certSet struct {
		Shows    string   `json:"shows"`
		Players  []string `json:"players"`
		Breaking []string `json:"breaking"`
		Willing  []string `json:"willing"`
		Ranks    string   `json:"ranks"`
		Ticks    []int    `json:"ticks,omitempty"`
	}
)

// VerifyCertificate holds a certificate to a pact with that digest. Worlds of more than limit states are not looked at. The
// error says why it is refused.
func VerifyCertificate(text []byte, p *model.Pact, digest string, limit int) error {
	var c certificate
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&c); err != nil {
		return err
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return errors.New("it goes on after its end")
	}
	var again bytes.Buffer
	e := json.NewEncoder(&again)
	e.SetEscapeHTML(false)
	if err := e.Encode(c); err != nil {
		return err
	}
	var is bytes.Buffer
	if err := json.Compact(&is, text); err != nil || !bytes.Equal(bytes.TrimSpace(again.Bytes()), bytes.TrimSpace(is.Bytes())) {
		return errors.New("it is not written as it should be")
	}
	if c.Form != "servanda certificate 1" || c.Pact != p.Title || c.Digest != digest || c.Tick < 1 ||
		c.Of != len(p.Fillings(nil)) || len(c.Parts) == 0 {
		return errors.New("it is of another form, pact, text or time")
	}
	if _, err := p.TickOf(c.Tick); err != nil {
		return err
	}
	seen := map[string]bool{}
	for i := range c.Parts {
		key := fmt.Sprint(c.Parts[i].Open)
		if seen[key] {
			return fmt.Errorf("part %d is of a filling that was there", i)
		}
		seen[key] = true
		if err := c.Parts[i].verify(p, c.Tick, limit); err != nil {
			return fmt.Errorf("part %d: %w", i, err)
		}
	}
	return nil
}

func (x *certPart) filling(p *model.Pact) (model.Filling, error) {
	for _, f := range p.Fillings(nil) {
		same := len(x.Open) == len(f)
		for i, v := range f {
			same = same && x.Open[i] == certOpen{p.Points[i].Name, p.Points[i].Values[v].Text}
		}
		if same {
			return f, nil
		}
	}
	return nil, errors.New("no such filling")
}

func (x *certPart) verify(p *model.Pact, tick, limit int) (err error) {
	f, err := x.filling(p)
	if err != nil {
		return err
	}
	w := New(p, f, tick)
	w.Limit = limit
	entries, left := x.Entries, x.Left
	var todo []func() error
	for _, q := range w.questions() {
		switch {
		case len(entries) > 0 && entries[0].Asks == q.asks && entries[0].About == q.about:
			e := entries[0]
			entries, todo = entries[1:], append(todo, func() error { return w.holds(q, &e) })
		case len(left) > 0 && left[0].Asks == q.asks && left[0].About == q.about && slices.Contains(certReasons, left[0].Why):
			left = left[1:]
		default:
			return fmt.Errorf("%s of %s is missing", q.asks, q.about)
		}
	}
	switch {
	case len(entries)+len(left) > 0:
		return errors.New("it answers what is not asked")
	case len(todo) == 0 && (x.States != 0 || x.Moves != 0 || len(x.Sets) > 0):
		return errors.New("it answers nothing, and has states or sets")
	case len(todo) == 0:
		return nil
	}
	if _, err := w.Graph(w.everyone(), limit); err != nil {
		return err
	}
	g := w.physical()
	if x.States != len(g.States) || x.Moves != g.Moves {
		return fmt.Errorf("there are %d states and %d moves", len(g.States), g.Moves)
	}
	w.proof = &proof{part: x, used: make([]bool, len(x.Sets))}
	for _, id := range w.everyone().IDs() {
		for _, edges := range g.Edges {
			for _, e := range edges {
				if w.proof.breakers |= e.Culprits; e.Mover == id {
					w.proof.movers |= model.SetOf(id)
				}
			}
		}
	}
	defer func() {
		if r := recover(); r != nil {
			missing, ok := r.(notShown)
			if !ok {
				panic(r)
			}
			err = missing
		}
	}()
	for i, do := range todo {
		if err := do(); err != nil {
			return fmt.Errorf("entry %d: %w", i, err)
		}
	}
	if i := slices.Index(w.proof.used, false); i >= 0 {
		return fmt.Errorf("set %d is of nothing", i)
	}
	return nil
}

var certReasons = []string{"not asked", "too many states", "no single course shows it", "the definition says otherwise than the engine", "too many sets of states"}

// proof is the sets of a certificate.
type proof struct {
	part             *certPart
	used             []bool
	movers, breakers model.ActorSet
}

// notShown is the panic of a set that is not in the certificate.
type notShown string

func (n notShown) Error() string { return string(n) }

// find looks for a set about a game that is borne out by each state: member says whether a state belongs to the set, given
// which moves lead to what belongs to it so far.
func (x *proof) find(shows string, g Game, member func(i int, in func(Edge) bool) bool) (ranks, ticks []int) {
	about := certSet{
		Shows: shows, Players: g.World.names(g.Players & (x.movers | x.breakers)), Breaking: g.World.names(g.Defectors & x.breakers),
		Willing: g.World.names(g.Available & x.movers),
	}
	for k, s := range x.part.Sets {
		if s.Shows != shows || !slices.Equal(s.Players, about.Players) || !slices.Equal(s.Breaking, about.Breaking) || !slices.Equal(s.Willing, about.Willing) {
			continue
		}
		ranks, ok := ranksOf(s.Ranks, len(g.States))
		if ok && (s.Ticks != nil) == (shows == "can force in so many ticks") && bornOut(ranks, s.Ticks, member) {
			x.used[k] = true
			return ranks, s.Ticks
		}
	}
	panic(notShown(fmt.Sprintf("what %v %s (breaking %v) is not shown", about.Players, shows, about.Breaking)))
}

func (w *World) names(s model.ActorSet) (out []string) {
	for _, id := range s.IDs() {
		out = append(out, w.name(id))
	}
	return out
}

// ranksOf unpacks the ranks of so many states; -1 is outside.
func ranksOf(text string, states int) (out []int, ok bool) {
	packed, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil {
		return nil, false
	}
	in := bytes.NewReader(packed)
	z, err := zlib.NewReader(in)
	if err != nil {
		return nil, false
	}
	raw, err := io.ReadAll(io.LimitReader(z, int64(10*states+1)))
	if err != nil || in.Len() > 0 {
		return nil, false
	}
	for from := bytes.NewReader(raw); from.Len() > 0; {
		v, err := binary.ReadUvarint(from)
		if err != nil || v > uint64(states) {
			return nil, false
		}
		out = append(out, int(v)-1)
	}
	return out, len(out) == states
}

// bornOut tells whether ranks are those in which the least set fills: layer after layer, all at once that can. Of a set in
// which ticks count, a tick leads only to what needed fewer.
func bornOut(ranks, ticks []int, member func(i int, in func(Edge) bool) bool) bool {
	layers := 0
	for _, r := range ranks {
		layers = max(layers, r+1)
	}
	if ticks != nil && (len(ticks) == 0 || ticks[len(ticks)-1] != layers) {
		return false
	}
	for i, t := range ticks {
		if t < 0 || i > 0 && t <= ticks[i-1] {
			return false
		}
	}
	// By time: the layer that is being filled, and below which a tick may lead. Where ticks count, each span of layers ends
	// with one in which nothing more is added.
	try := func(layer, passed int, want func(rank int) bool, left func(rank int) bool) bool {
		in := func(e Edge) bool {
			r := ranks[e.To]
			return r >= 0 && r < layer && (ticks == nil || e.Kind != Pass || r < passed)
		}
		for i, r := range ranks {
			if want(r) && !member(i, in) || left(r) && member(i, in) {
				return false
			}
		}
		return true
	}
	passed, span := 0, 0
	for layer := 0; layer <= layers; layer++ {
		later := func(r int) bool { return r < 0 || r > layer }
		for span < len(ticks) && ticks[span] == layer {
			if !try(layer, passed, func(int) bool { return false }, func(r int) bool { return r < 0 || r >= layer }) {
				return false
			}
			passed, span = layer, span+1
		}
		if !try(layer, passed, func(r int) bool { return r == layer }, later) {
			return false
		}
	}
	return true
}

func inSet(ranks []int) []bool {
	out := make([]bool, len(ranks))
	for i, r := range ranks {
		out[i] = r >= 0
	}
	return out
}

func (x *proof) forced(g Game, target []bool, made moves) []bool {
	ranks, _ := x.find("can force", g, func(i int, in func(Edge) bool) bool {
		return g.wins(i, target, func(e Edge) bool { return in(e) || made(i, e) })
	})
	return inSet(ranks)
}

func (x *proof) forcedWithin(g Game, target []bool) []int {
	ranks, ticks := x.find("can force in so many ticks", g, func(i int, in func(Edge) bool) bool { return g.wins(i, target, in) })
	out := make([]int, len(ranks))
	for i, r := range ranks {
		if out[i] = -1; r >= 0 {
			out[i] = 0
			for _, t := range ticks {
				if r >= t {
					out[i]++
				}
			}
		}
	}
	return out
}

func (x *proof) avoided(g Game, evil []bool, evilMove moves) []bool {
	ranks, _ := x.find("cannot avoid", g, func(i int, in func(Edge) bool) bool {
		return !g.escapes(i, evil, evilMove, func(e Edge) bool { return !in(e) })
	})
	return not(inSet(ranks))
}

// least lists least sets as the page on certificates does, which looks at no more sets than it must.
func (x *proof) least(of model.ActorSet, from int, holds func(model.ActorSet) bool) []model.ActorSet {
	of &= x.movers | x.breakers
	if from == 0 && holds(0) {
		return []model.ActorSet{0}
	}
	if of.Len() > 1 && !holds(of) {
		return nil
	}
	var found []model.ActorSet
	rest := of
	for _, id := range of.IDs() {
		if s := model.SetOf(id); holds(s) {
			found, rest = append(found, s), rest&^s
		}
	}
	if rest.Len() < 2 || rest != of && !holds(rest) {
		return found
	}
	sets := subsets(rest)
	for _, s := range sets {
		if s.Len() > 1 && !slices.ContainsFunc(found, func(f model.ActorSet) bool { return f.Within(s) }) && holds(s) {
			found = append(found, s)
		}
	}
	return found
}

// question is one that a certificate answers.
type question struct {
	asks, about string
	answer      func() []certFound
}

// questions lists them in the order of the page.
func (w *World) questions() []question {
	var out []question
	p := w.Pact
	add := func(asks, about string, answer func() []certFound) {
		out = append(out, question{asks: asks, about: about, answer: answer})
	}
	duties := func(asks string, which func(model.DutyID) bool, answer func(model.DutyID) []certFound) {
		for i := range p.Duties {
			if d := model.DutyID(i); which(d) {
				add(asks, p.Duties[i].Name, func() []certFound { return answer(d) })
			}
		}
	}
	purposes := func(asks string, answer func(int) []certFound) {
		for i := range p.Purposes {
			add(asks, fmt.Sprint("purpose ", i), func() []certFound { return answer(i) })
		}
	}
	any := func(model.DutyID) bool { return true }
	against := func(d model.DutyID) bool { return len(p.Duties[d].Against) > 0 }
	purposes("stuck", func(i int) []certFound { return one(w.Stuck(i), certFound{Code: "stuck"}) })
	duties("exposed", w.asksExposed, w.certExposed)
	duties("keeping", func(d model.DutyID) bool {
		return (p.Duties[d].Within != nil || p.Duties[d].By != nil) && !p.Duties[d].Discretion
	}, w.certKeeping)
	purposes("veto", func(i int) (out []certFound) {
		for _, s := range w.Veto(i, model.MaxActors) {
			out = append(out, certFound{Code: "veto", By: w.lists([]model.ActorSet{s})})
		}
		return out
	})
	purposes("limbo", func(i int) []certFound { return one(!w.Stuck(i) && w.Limbo(i), certFound{Code: "limbo"}) })
	purposes("dead_end", func(i int) []certFound { return one(w.DeadEnd(i), certFound{Code: "dead_end"}) })
	duties("bound_alone", func(d model.DutyID) bool { return p.Duties[d].Recurs() && len(p.Duties[d].Return) > 0 },
		func(d model.DutyID) []certFound { return w.certBound(p.Duties[d].Obligor, w.DutyBoundAlone(d)) })
	for i, b := range p.Bans {
		if len(b.Return) > 0 {
			add("bound_alone", b.Name, func() []certFound { return w.certBound(b.Bound, w.BanBoundAlone(model.BanID(i))) })
		}
	}
	of := func(d model.DutyID) string { return w.name(p.Duties[d].Obligor) }
	duties("uncovered", w.asksExposed, func(d model.DutyID) []certFound {
		n := w.Uncovered(d)
		return one(n > 0, certFound{Code: "uncovered", Party: of(d), Days: n})
	})
	duties("hollow", w.IsGuarantee, func(d model.DutyID) []certFound { return one(w.Hollow(d), certFound{Code: "hollow", Party: of(d)}) })
	duties("withheld", against, func(d model.DutyID) []certFound {
		by := w.Withheld(d)
		return one(len(by) > 0, certFound{Code: "withheld", Party: of(d), By: w.lists(by)})
	})
	duties("false_call", against, func(d model.DutyID) (out []certFound) {
		for _, s := range w.FalseCall(d) {
			out = append(out, certFound{Code: "false_call", Party: of(d), Breaking: w.names(s)})
		}
		return out
	})
	duties("blank_cheque", func(d model.DutyID) bool {
		duty := &p.Duties[d]
		return duty.Upon != model.None && !duty.Discretion && p.Instruments[duty.Instrument].Expires == nil &&
			w.side(model.SetOf(duty.For...))&model.SetOf(p.Acts[duty.Upon].By...) != 0
	}, func(d model.DutyID) []certFound {
		return one(w.BlankCheque(d), certFound{Code: "blank_cheque", Party: of(d)})
	})
	duties("toothless", any, func(d model.DutyID) []certFound {
		return one(w.ToothlessDuty(d), certFound{Code: "toothless", Party: of(d)})
	})
	for i, b := range p.Bans {
		add("toothless", b.Name, func() []certFound {
			return one(w.ToothlessBan(model.BanID(i)), certFound{Code: "toothless", Party: w.name(b.Bound)})
		})
	}
	duties("outlasted", w.asksExposed, func(d model.DutyID) []certFound {
		term, by := w.Outlasted(d)
		f := certFound{Code: "outlasted", Party: of(d), How: said(term, "term")}
		if by != 0 {
			f.By = w.lists([]model.ActorSet{by})
		}
		return one(term || by != 0, f)
	})
	idle := certFound{Code: "idle"}
	duties("idle", any, func(d model.DutyID) []certFound { return one(w.IdleDuty(d), idle) })
	for i, b := range p.Bans {
		add("idle", b.Name, func() []certFound { return one(w.IdleBan(model.BanID(i)), idle) })
	}
	for i, u := range p.Powers {
		add("idle", u.Name, func() []certFound { return one(w.IdlePower(model.PowerID(i)), idle) })
	}
	return slices.Concat(out, w.checkQuestions(), w.textQuestions())
}

func (w *World) textQuestions() []question {
	ask := func(code string, answer func() []certFound) question {
		return question{asks: code, about: "the text", answer: answer}
	}
	named := func(code string, refs []model.Ref) (out []certFound) {
		for _, r := range refs {
			f := certFound{Code: code, Of: w.Pact.Declaration(r).Name}
			if code == "open_ended" && r.Kind == model.KindDuty {
				f.Party = w.name(w.Pact.Duties[r.Index].Obligor)
			}
			out = append(out, f)
		}
		return out
	}
	return []question{
		ask("self_judged", w.certSelfJudged),
		ask("open_ended", func() []certFound { return named("open_ended", OpenEnded(w.Pact)) }),
		ask("one_origin", func() []certFound { return named("one_origin", OneOrigin(w.Pact)) }),
	}
}

func (w *World) certSelfJudged() (out []certFound) {
	found := func(yes bool, of string, party model.ActorID, how string) {
		out = append(out, one(yes, certFound{Code: "self_judged", Of: of, Party: w.name(party), How: how})...)
	}
	for i, d := range w.Pact.Duties {
		found(w.SelfJudged(model.DutyID(i)), d.Name, d.Obligor, "")
	}
	for i, b := range w.Pact.Bans {
		found(w.BanSelfJudged(model.BanID(i)), b.Name, b.Bound, "")
	}
	for i, u := range w.Pact.Powers {
		release, exit := w.SelfRelease(model.PowerID(i))
		found(release, u.Name, u.Holder, said(exit, "exit")+said(!exit, "release"))
	}
	return out
}

func (w *World) checkQuestions() (out []question) {
	for i := range w.Pact.Checks {
		c := &w.Pact.Checks[i]
		if c.Reading != model.None && !w.Filling.Agrees(w.Pact.Readings[c.Reading].Fixes) {
			continue
		}
		out = append(out, question{asks: "check", about: fmt.Sprint("check ", i), answer: func() []certFound {
			if w.Check(c) {
				return []certFound{{Code: "holds"}}
			}
			return []certFound{{Code: "fails"}}
		}})
	}
	return out
}

func one(yes bool, f certFound) []certFound {
	if yes {
		return []certFound{f}
	}
	return nil
}

func (w *World) lists(ss []model.ActorSet) (out [][]string) {
	for _, s := range ss {
		out = append(out, w.names(s))
	}
	return out
}

func (w *World) certExposed(d model.DutyID) (out []certFound) {
	for _, x := range w.Exposed(d) {
		out = append(out, certFound{
			Code: "exposed", Party: w.name(w.Pact.Duties[d].Obligor), Class: x.Class.String(), Price: x.Price, Care: x.Care,
			Breaking: w.names(x.Defectors), By: w.lists(x.By), How: said(x.Later, "later"),
		})
	}
	return out
}

func (w *World) certKeeping(d model.DutyID) []certFound {
	k := w.Keep(d, model.MaxActors)
	return one(k.Keeping != Safe, certFound{
		Code: [...]string{"", "dependent", "conflict", "impossible"}[k.Keeping], Party: w.name(w.Pact.Duties[d].Obligor),
		Class: k.Class.String(), Price: k.Price, Care: k.Care, Needs: w.lists(k.Needs),
	})
}

func (w *World) certBound(party model.ActorID, found []BoundAlone) (out []certFound) {
	for _, x := range found {
		out = append(out, certFound{Code: "bound_alone", Party: w.name(party), Breaking: w.names(x.Defectors), By: w.lists(x.By)})
	}
	return out
}

// holds holds an entry to what is found, and its courses to the moves that there are.
func (w *World) holds(q question, e *certEntry) error {
	found := q.answer()
	if len(found) != len(e.Found) {
		return fmt.Errorf("%s of %s: %d are found", q.asks, q.about, len(found))
	}
	for i, f := range e.Found {
		c := f.Course
		f.Course = nil
		theirs, _ := json.Marshal(f)
		ours, _ := json.Marshal(found[i])
		if !bytes.Equal(theirs, ours) {
			return fmt.Errorf("%s of %s: found is %s, not %s", q.asks, q.about, ours, theirs)
		}
		if err := w.shows(q, found[i], c); err != nil {
			return fmt.Errorf("the course of %s of %s: %w", q.asks, q.about, err)
		}
	}
	return nil
}

// walk follows a course: the states it comes through, and its moves.
func (w *World) walk(c *certCourse) (at []int, made []Edge, err error) {
	g := w.physical()
	at = []int{0}
	for n, m := range c.Moves {
		s := at[len(at)-1]
		k := slices.IndexFunc(g.Edges[s], func(e Edge) bool { return e.Label == m.Move })
		if k < 0 || g.Edges[s][k].To != m.To {
			return nil, nil, fmt.Errorf("move %d (%s) is not made so", n+1, m.Move)
		}
		at, made = append(at, m.To), append(made, g.Edges[s][k])
	}
	if c.Round != nil && (*c.Round < 0 || *c.Round >= len(made) || at[*c.Round] != at[len(made)] || !strings.Contains(fmt.Sprint(labels(made[*c.Round:])), "the tick passes")) {
		return nil, nil, errors.New("it does not go round")
	}
	return at, made, nil
}

func labels(es []Edge) (out []string) {
	for _, e := range es {
		out = append(out, e.Label)
	}
	return out
}
