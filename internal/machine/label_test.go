package machine_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/machine"
	"github.com/servanda-lang/servanda/model"
)

// TestMoreMovesThanCanBeToldApart: such a pact is refused, not misread.
func TestMoreMovesThanCanBeToldApart(t *testing.T) {
	p := &model.Pact{Actors: []model.Actor{{Decl: model.Decl{Name: "outsider"}, Kind: model.IsOutsider, Of: model.None}}}
	values := make([]string, 256)
	for i := range values {
		values[i] = fmt.Sprint("v", i)
	}
	for i := range 257 {
		p.Decisions = append(p.Decisions, model.Decision{Decl: model.Decl{Name: fmt.Sprint("d", i)}, By: []model.ActorID{0}, Values: values})
		p.Order = append(p.Order, model.Ref{Kind: model.KindDecision, Index: i})
	}
	if err := p.Validate(); err != nil {
		t.Fatal(err)
	}
	if _, err := machine.New(p, nil, 1); err == nil || !strings.Contains(err.Error(), "different moves") {
		t.Errorf("the machine was made: %v", err)
	}
}
