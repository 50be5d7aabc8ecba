package verify

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

	"github.com/servanda-lang/servanda/model"
)

// Form names the form of a certificate.
const Form = "servanda certificate 1"

// File is a certificate: of a pact, for some ways to fill its open points.
type File struct {
	Form   string `json:"form"`
	Pact   string `json:"pact"`
	Digest string `json:"digest"` // of the text, as servanda.Digest has it
	Tick   int    `json:"tick_days"`
	Of     int    `json:"of_fillings"` // how many ways to fill the open points there are
	Parts  []Part `json:"parts"`
}

// Part is what is certified of one filling.
type Part struct {
	Open    []Open  `json:"open"`
	States  int     `json:"states"`
	Moves   int     `json:"moves"`
	Entries []Entry `json:"entries"`
	Sets    []Set   `json:"sets"`
	Left    []Gap   `json:"not_certified"`
}

// Open is an open point with its value.
type Open struct {
	Point string `json:"point"`
	Value string `json:"value"`
}

// Entry is the answer to one question: what is found, or nothing.
type Entry struct {
	Question
	Found []Found `json:"found"`
}

// Question is one that is put to a pact: a finding (or check) and what it is asked of.
type Question struct {
	Asks  string `json:"asks"`
	About string `json:"about"`
}

// Gap is a question without a certificate, and one of the reasons for that.
type Gap struct {
	Question
	Why string `json:"why"`
}

var reasons = map[string]bool{NotAsked: true, TooLarge: true, NoCourse: true, Disagrees: true, OutOfSteps: true}

// Reasons why something is not certified.
const (
	NotAsked   = "not asked"
	TooLarge   = "too many states"
	NoCourse   = "no single course shows it"
	Disagrees  = "the definition says otherwise than the engine"
	OutOfSteps = "too many sets of states"
)

// Found is a finding, by the names of the pact.
type Found struct {
	Code     string     `json:"code"`
	Of       string     `json:"of,omitempty"` // the clause, of what is seen in the text
	Party    string     `json:"party,omitempty"`
	Class    string     `json:"class,omitempty"`
	Price    []string   `json:"price,omitempty"`
	Care     []string   `json:"care,omitempty"`     // "not MOVE", "in time MOVE", "keep one's word"
	Breaking []string   `json:"breaking,omitempty"` // who must break their word for it
	By       [][]string `json:"by,omitempty"`
	Needs    [][]string `json:"needs,omitempty"`
	Days     int        `json:"days,omitempty"`
	How      string     `json:"how,omitempty"`
	Course   *Course    `json:"course,omitempty"`
}

// Course is moves one after the other from the first day; from move Round on they lead back to where that begins, for ever.
type Course struct {
	Moves []Made `json:"moves"`
	Round *int   `json:"round,omitempty"`
}

// Made is a move of a course and the number of the state it leads to.
type Made struct {
	Move string `json:"move"`
	To   int    `json:"to"`
}

// Set is a ranked set of states: what some players can force, or cannot avoid.
type Set struct {
	Shows    string   `json:"shows"`
	Players  []string `json:"players"`
	Breaking []string `json:"breaking"`
	Willing  []string `json:"willing"`
	Ranks    string   `json:"ranks"` // of all states in order, 0 for those outside and else the rank and 1, packed
	Ticks    []int    `json:"ticks,omitempty"`
}

// What a set shows.
const (
	CanForce    = "can force"
	CanForceIn  = "can force in so many ticks"
	CannotAvoid = "cannot avoid"
)

// Header says what a set is about.
func Header(p *model.Pact, shows string, k Match) Set {
	return Set{Shows: shows, Players: Names(p, k.Players), Breaking: Names(p, k.Breaking), Willing: Names(p, k.Willing)}
}

// Same reports whether two sets are about the same.
func (x *Set) Same(y *Set) bool {
	return x.Shows == y.Shows && slices.Equal(x.Players, y.Players) && slices.Equal(x.Breaking, y.Breaking) && slices.Equal(x.Willing, y.Willing)
}

// Names lists actors by name.
func Names(p *model.Pact, s model.ActorSet) []string {
	out := []string{}
	for _, id := range s.IDs() {
		out = append(out, p.Actors[id].Name)
	}
	return out
}

// Read reads a certificate. Nothing may be in it that is not part of one; the error is *Refused.
func Read(text []byte) (*File, error) {
	var f File
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&f); err != nil {
		return nil, &Refused{fmt.Sprintf("byte %d", d.InputOffset()), "this is no certificate: " + err.Error()}
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return nil, &Refused{fmt.Sprintf("byte %d", d.InputOffset()), "something follows the end of the certificate"}
	}
	if place := otherwise(text, f.Text()); place >= 0 {
		return nil, &Refused{fmt.Sprintf("byte %d", place), "it is not written as a certificate is"}
	}
	if f.Form != Form {
		return nil, &Refused{"form", fmt.Sprintf("it is %q, and only %q is read here", f.Form, Form)}
	}
	return &f, nil
}

// Text is how a certificate is written: with its members in order, and nothing escaped that need not be. White space between its
// parts does not matter.
func (f *File) Text() []byte {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(f); err != nil {
		panic(err) // it is strings and numbers
	}
	return b.Bytes()
}

// otherwise is where a text differs from what it should be, white space between its parts aside; -1 if it does not.
func otherwise(is, should []byte) int {
	var a, b bytes.Buffer
	if json.Compact(&a, is) != nil || json.Compact(&b, should) != nil {
		return 0
	}
	for i := range min(a.Len(), b.Len()) {
		if a.Bytes()[i] != b.Bytes()[i] {
			return i
		}
	}
	if a.Len() != b.Len() {
		return min(a.Len(), b.Len())
	}
	return -1
}

// PackRanks writes ranks as text: numbers in the base 128 (Protocol Buffers' varints), deflated (RFC 1950), in base 64.
func PackRanks(ranks []int) string {
	var b bytes.Buffer
	z, _ := zlib.NewWriterLevel(&b, zlib.BestCompression)
	for _, r := range ranks {
		z.Write(binary.AppendUvarint(nil, uint64(r+1)))
	}
	z.Close()
	return base64.StdEncoding.EncodeToString(b.Bytes())
}

// UnpackRanks reads the ranks of so many states.
func UnpackRanks(text string, states int) ([]int, error) {
	packed, err := base64.StdEncoding.Strict().DecodeString(text)
	if err != nil {
		return nil, err
	}
	from := bytes.NewReader(packed)
	z, err := zlib.NewReader(from)
	if err != nil {
		return nil, err
	}
	raw, err := io.ReadAll(io.LimitReader(z, int64(5*states)+1))
	if err != nil {
		return nil, err
	}
	if from.Len() > 0 {
		return nil, errors.New("something follows the end of the ranks")
	}
	ranks := make([]int, states)
	for s := range ranks {
		v, n := binary.Uvarint(raw)
		if n <= 0 || v > uint64(states) {
			return nil, fmt.Errorf("there is no rank of state %d", s)
		}
		ranks[s], raw = int(v)-1, raw[n:]
	}
	if len(raw) > 0 {
		return nil, errors.New("there are more ranks than states")
	}
	return ranks, nil
}
