package differential

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/certify"
	"github.com/servanda-lang/servanda/internal/inquiry"
	"github.com/servanda-lang/servanda/internal/testkit/extent"
	"github.com/servanda-lang/servanda/internal/testkit/oracle"
	"github.com/servanda-lang/servanda/internal/testkit/random"
	"github.com/servanda-lang/servanda/internal/verify"
	"github.com/servanda-lang/servanda/model"
)

// small is the largest world of which certificates are held against both verifiers.
const small = 700

// certified makes the certificate of a pact, as it is written; nil if there are too many states for the second verifier.
func certified(t *testing.T, p *model.Pact) []byte {
	t.Helper()
	tick := oracle.TickOf(p)
	for _, f := range p.Fillings(nil) {
		if _, _, err := oracle.New(p, f, tick).Explore(everyone(p), small); err != nil {
			return nil
		}
	}
	a, err := inquiry.Check(context.Background(), p, inquiry.Query{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	c, err := certify.Make(context.Background(), certify.Query{Answer: a, Digest: "d1ge57"})
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range c.Parts {
		for _, g := range x.Left {
			t.Errorf("not certified: %v", g)
		}
	}
	certify.Document(p, c) // can be told
	return c.Text()
}

// first and second are the two verifiers.
func first(p *model.Pact, text []byte) error {
	c, err := verify.Read(text)
	if err == nil {
		err = c.Verify(context.Background(), p, "d1ge57", small)
	}
	return err
}

func second(p *model.Pact, text []byte) error {
	return oracle.VerifyCertificate(text, p, "d1ge57", small)
}

// Every answer about random pacts is certified; both verifiers accept it, and both refuse it when something in it is changed,
// or both find that it says the same.
func TestBothVerifiersAgree(t *testing.T) {
	pacts := number("SERVANDA_CERTIFICATES", extent.Of(10, 40))
	if testing.Short() {
		pacts = min(pacts, 10)
	}
	looked, refused, harmless := 0, 0, 0
	for i := range pacts {
		seed := uint64(number("SERVANDA_FIRST", 0) + i)
		c := random.New(seed)
		text := certified(t, c.Pact)
		if text == nil {
			continue
		}
		looked++
		if err := first(c.Pact, text); err != nil {
			t.Errorf("seed %d: the first verifier refuses: %v", seed, err)
		}
		if err := second(c.Pact, text); err != nil {
			t.Errorf("seed %d: the second verifier refuses: %v", seed, err)
		}
		rng := rand.New(rand.NewPCG(seed, 7))
		for range 12 {
			what, changed := mutated(rng, text)
			a, b := first(c.Pact, changed), second(c.Pact, changed)
			if (a == nil) != (b == nil) {
				t.Errorf("seed %d, %s: the first verifier says %v, the second %v", seed, what, a, b)
			}
			switch same := means(text, changed); {
			case a != nil && !same:
				refused++
			case a == nil && same:
				harmless++
			case a == nil:
				t.Errorf("seed %d, %s: it is accepted", seed, what)
			}
		}
		if t.Failed() {
			t.Fatalf("%s\n%s", c.Text, text)
		}
	}
	t.Logf("%d certificates; of what was changed %d were refused, %d say the same", looked, refused, harmless)
	if looked*4 < pacts || refused == 0 {
		t.Errorf("only %d of %d pacts are small enough", looked, pacts)
	}
}

// means tells whether two texts are the same certificate; or the second says less: it has some of the parts, and tells of how many
// ways to fill the open points it is; or what it says is of another step of time, and is then as true of that.
func means(a, b []byte) bool {
	x, err := verify.Read(a)
	y, err2 := verify.Read(b)
	if err != nil || err2 != nil {
		return false
	}
	unpack(x)
	unpack(y)
	x.Tick = y.Tick
	x.Parts = slices.DeleteFunc(x.Parts, func(p verify.Part) bool {
		return !slices.ContainsFunc(y.Parts, func(q verify.Part) bool { return reflect.DeepEqual(p, q) })
	})
	return len(x.Parts) > 0 && reflect.DeepEqual(x, y)
}

// unpack unpacks the ranks, and puts sets and parts in order: how they are packed and in which order they stand makes no difference.
func unpack(f *verify.File) {
	for i := range f.Parts {
		for k := range f.Parts[i].Sets {
			s := &f.Parts[i].Sets[k]
			if ranks, err := verify.UnpackRanks(s.Ranks, f.Parts[i].States); err == nil {
				s.Ranks = fmt.Sprint(ranks)
			}
		}
		slices.SortFunc(f.Parts[i].Sets, func(a, b verify.Set) int { return strings.Compare(fmt.Sprint(a), fmt.Sprint(b)) })
	}
	slices.SortFunc(f.Parts, func(a, b verify.Part) int { return strings.Compare(fmt.Sprint(a.Open), fmt.Sprint(b.Open)) })
}

// mutated changes something in a certificate: a byte of its text, or a value in it.
func mutated(rng *rand.Rand, text []byte) (string, []byte) {
	if rng.IntN(3) == 0 {
		out := bytes.Clone(text)
		i := rng.IntN(len(out))
		out[i] ^= 1 << rng.IntN(7)
		return fmt.Sprintf("byte %d is %q, not %q", i, out[i], text[i]), out
	}
	var f verify.File
	if err := json.Unmarshal(text, &f); err != nil {
		panic(err)
	}
	var leaves []reflect.Value
	leavesOf(reflect.ValueOf(&f).Elem(), &leaves)
	v := leaves[rng.IntN(len(leaves))]
	before := fmt.Sprint(v.Interface())
	change(rng, v)
	return fmt.Sprintf("%.60s becomes %.60s", before, fmt.Sprint(v.Interface())), f.Text()
}

// leavesOf lists what can be changed: texts, numbers, and lists, which can lose a member.
func leavesOf(v reflect.Value, out *[]reflect.Value) {
	switch v.Kind() {
	case reflect.Pointer:
		if !v.IsNil() {
			leavesOf(v.Elem(), out)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			leavesOf(v.Field(i), out)
		}
	case reflect.Slice:
		if v.Len() > 0 {
			*out = append(*out, v)
		}
		for i := range v.Len() {
			leavesOf(v.Index(i), out)
		}
	default:
		*out = append(*out, v)
	}
}

func change(rng *rand.Rand, v reflect.Value) {
	switch v.Kind() {
	case reflect.Int:
		v.SetInt(v.Int() + int64(rng.IntN(2)*2-1))
	case reflect.String:
		v.SetString(strings.TrimSuffix(v.String()+"x", "xx"))
	case reflect.Slice:
		i, k := rng.IntN(v.Len()), rng.IntN(v.Len())
		if rng.IntN(3) == 0 {
			reflect.Swapper(v.Interface())(i, k)
			return
		}
		v.Set(reflect.AppendSlice(v.Slice3(0, i, i), v.Slice(i+1, v.Len())))
	}
}
