package memory_test

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/memory"
)

func TestBudget(t *testing.T) {
	b := memory.NewBudget(100)
	if !b.Claim(60) || b.Claim(41) || !b.Claim(40) {
		t.Error("60 and 40 of 100 can be claimed, 60 and 41 cannot")
	}
	b.Return(60)
	if !b.Claim(60) || b.Claim(1) {
		t.Error("what was returned can be claimed again, and no more")
	}
	defer func() {
		if full, ok := recover().(*memory.Full); !ok || full.Error() != "the memory limit of 100 bytes was reached" {
			t.Errorf("%v", full)
		}
	}()
	b.Must(1)
}

func TestNoLimit(t *testing.T) {
	var none *memory.Budget
	for _, b := range []*memory.Budget{none, memory.NewBudget(0), none.Part(4), memory.NewBudget(0).Part(4)} {
		if !b.Claim(1 << 60) {
			t.Error("what has no limit gives all")
		}
		b.Return(1 << 60)
	}
	if b := memory.NewBudget(100).Part(4); !b.Claim(25) || b.Claim(1) {
		t.Error("a fourth of 100 is 25")
	}
}

// A process that holds more than it may is told to stop, with the cause that was given; one that holds less is not.
func TestWatch(t *testing.T) {
	cause := errors.New("too much")
	ctx, stop := memory.Watch(t.Context(), 96<<20, cause)
	defer stop()
	time.Sleep(20 * time.Millisecond)
	if ctx.Err() != nil {
		t.Fatalf("stopped with next to nothing held: %v", context.Cause(ctx))
	}
	var held [][]byte
	for began := time.Now(); ctx.Err() == nil && time.Since(began) < 20*time.Second; time.Sleep(5 * time.Millisecond) {
		if len(held) < 256 {
			part := make([]byte, 1<<20)
			for i := 0; i < len(part); i += 1 << 10 {
				part[i] = 1
			}
			held = append(held, part)
		}
	}
	if context.Cause(ctx) != cause {
		t.Errorf("with %d MB held: %v", len(held), context.Cause(ctx))
	}
	if len(held) > 160 {
		t.Errorf("it was told with %d MB held, of 96", len(held))
	}
	runtime.KeepAlive(held)
}
