package findings

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/load"
	"github.com/servanda-lang/servanda/machine"
	"github.com/servanda-lang/servanda/model"
	"github.com/servanda-lang/servanda/program"
	"github.com/servanda-lang/servanda/symbolic"
)

func TestFamilyCost(t *testing.T) {
	r, err := load.Load("../library/reported-framework-2025-12")
	if err != nil {
		t.Fatal(err)
	}
	p := r.Pact
	m, err := machine.New(p, make(model.Filling, len(p.Points)), p.TickDays())
	if err != nil {
		t.Fatal(err)
	}
	t0 := time.Now()
	f, err := symbolic.New(program.Family(m), nil, 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println("family", time.Since(t0), f.Size(), f.Count(f.Reach), f.States(f.Reach))
	size := f.Size()
	for _, q := range questions(p) {
		if only := os.Getenv("ONLY"); only != "" && !strings.Contains(fmt.Sprint(q.codes), only) {
			continue
		}
		w := &wide{f.Fork(), p}
		t1 := time.Now()
		out := q.ask(w)
		fmt.Println(q.codes, time.Since(t1), w.Size()-size)
		for _, x := range out {
			fmt.Println("     ", x.Code, x.Clause, x.Purpose, x.Party, x.Defectors.IDs(), x.By, x.Needs, w.Assignments(x.fillings, w.PointCube()))
		}
	}
}
