package lower

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/servanda-lang/servanda/internal/syntax"
	"github.com/servanda-lang/servanda/model"
)

var sha256Hex = regexp.MustCompile(`^[0-9a-fA-F]{64}$`)

func (l *lowerer) source(d *syntax.SourceDecl) {
	s := &l.pact.Sources[own[model.SourceID](l, d)]
	if it := only[*syntax.PublishedItem](d.Block); it != nil && it.Date != nil {
		s.Published = model.Date{Time: calendarDay(it.Date)}
	}
	if it := only[*syntax.RelaysItem](d.Block); it != nil {
		s.Relays = list[model.SourceID](l, it.Sources)
	}
	s.Unnamed = only[*syntax.UnnamedItem](d.Block) != nil
	if it := only[*syntax.FileItem](d.Block); it != nil && it.Path != nil {
		s.File = it.Path.Value
	}
	if it := only[*syntax.SHA256Item](d.Block); it != nil && it.Sum != nil {
		l.sum(s, it.Sum)
	}
}

func (l *lowerer) sum(s *model.Source, sum *syntax.String) {
	s.SHA256 = strings.ToLower(sum.Value)
	if !sha256Hex.MatchString(sum.Value) {
		l.fault("M020", sum.Span(), "this is no SHA-256 sum", "Write its 64 hexadecimal digits, as `sha256sum FILE` prints them.")
	}
}

// relayRings refuses sources that, through each other, relay themselves: they would have no origin.
func (l *lowerer) relayRings() {
	seen := make([]visit, len(l.pact.Sources))
	for i := range l.pact.Sources {
		l.relayRing(model.SourceID(i), nil, seen)
	}
}

// visit says how far the search for rings has come with a source.
type visit uint8

const (
	notYet visit = iota
	onPath
	finished
)

func (l *lowerer) relayRing(s model.SourceID, path []model.SourceID, seen []visit) {
	switch seen[s] {
	case finished:
		return
	case onPath:
		l.ring(append(path[slices.Index(path, s):], s))
		return
	}
	seen[s] = onPath
	for _, next := range l.pact.Sources[s].Relays {
		l.relayRing(next, append(path, s), seen)
	}
	seen[s] = finished
}

func (l *lowerer) ring(ids []model.SourceID) {
	names := make([]string, len(ids))
	for i, s := range ids {
		names[i] = "`" + l.pact.Sources[s].Name + "`"
	}
	l.fault("M019", l.pact.Sources[ids[0]].At,
		fmt.Sprintf("the source relays itself: %s", strings.Join(names, " relays ")),
		"One of them must be the origin: take its `relays` out.")
}
