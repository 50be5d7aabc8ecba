package wire_test

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

func said(t testing.TB, id, line string) ledger.Signed {
	t.Helper()
	key, err := ledger.Generate("north:1.example", ledger.Ed25519, bytes.NewReader(make([]byte, 32)))
	if err != nil {
		t.Fatal(err)
	}
	s, err := ledger.Statement{Ledger: "ledger.example/accord", Kind: "event", ID: id, Claimed: time.Date(2026, 3, 1, 12, 0, 0, 500, time.UTC), Line: []byte(line)}.Sign(key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// What JSON would write otherwise stands as it was signed.
var lines = []string{`{"a":1}`, `{ "b" : "<&>" , "x":1.0e2}`, "{\"c\":\"\\u00fc \u2028\"}", `[]`, `"ü"`, `null`}

func TestWhatIsSignedComesThroughAsItIs(t *testing.T) {
	var all []ledger.Signed
	for _, line := range lines {
		all = append(all, said(t, "e", line))
	}
	text, err := wire.Encode(all)
	if err != nil {
		t.Fatal(err)
	}
	got, err := wire.Decode(wire.Many+"; charset=utf-8", text, 100)
	if err != nil || len(got) != len(all) {
		t.Fatal(got, err)
	}
	for i := range got {
		if !got[i].Verified() || !bytes.Equal(got[i].Encode(), all[i].Encode()) {
			t.Errorf("%s came through as %s", all[i].Encode(), got[i].Encode())
		}
	}
	one, err := wire.Decode(wire.One, text[1:bytes.Index(text, []byte("},{"))+1], 1)
	if err != nil || len(one) != 1 || !one[0].Verified() {
		t.Error(one, err)
	}
}

func TestTheBytesMayStandInBase64(t *testing.T) {
	text, err := wire.Encode([]ledger.Signed{said(t, "e", `{"a":1}`)})
	if err != nil {
		t.Fatal(err)
	}
	text = bytes.Replace(text, []byte(`"data":{"a":1}`), []byte(`"data_base64":"eyJhIjoxfQ=="`), 1)
	if got, err := wire.Decode(wire.Many, text, 1); err != nil || !got[0].Verified() {
		t.Error(got, err)
	}
}

func TestWhatIsNoEventIsRefused(t *testing.T) {
	good, err := wire.Encode([]ledger.Signed{said(t, "e", `{"a":1}`)})
	if err != nil {
		t.Fatal(err)
	}
	for says, change := range map[string][2]string{
		"specversion is not 1.0": {`"1.0"`, `"0.3"`}, "type does not begin": {wire.TypePrefix, "com.example."}, "datacontenttype is not": {"application/json", "text/xml"},
		"has data and data_base64": {`"data":{"a":1}`, `"data":{"a":1},"data_base64":"AA=="`}, "source is not the URI": {"servanda-key:", "https:"},
		"time is none": {"2026-03-01T", "2026-03-01 "}, "signature is none": {"ed25519 ", "rsa "}, "unknown field": {`"id"`, `"traceparent":"x","id"`},
		"no statement": {`"id":"e"`, `"id":"e e"`}, "or neither": {`,"data":{"a":1}`, ""},
	} {
		text := strings.Replace(string(good), change[0], change[1], 1)
		var wrong *wire.Wrong
		if _, err := wire.Decode(wire.Many, []byte(text), 1); !errors.As(err, &wrong) || wrong.Which != 0 || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
	var other *wire.Type
	if _, err := wire.Decode("application/json", good, 1); !errors.As(err, &other) {
		t.Error(err)
	}
	if _, err := wire.Decode(wire.Many, []byte("[]"), 1); err == nil {
		t.Error("no event at all is read")
	}
	if _, err := wire.Decode(wire.Many, []byte("{}"), 1); err == nil {
		t.Error("an event is read as a batch")
	}
}

func FuzzDecode(f *testing.F) {
	for _, line := range lines {
		text, err := wire.Encode([]ledger.Signed{said(f, "e", line)})
		if err != nil {
			f.Fatal(err)
		}
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		all, err := wire.Decode(wire.Many, text, 10)
		if err != nil {
			return
		}
		again, err := wire.Encode(all)
		if err != nil {
			t.Fatal(err)
		}
		same, err := wire.Decode(wire.Many, again, 10)
		if err != nil || len(same) != len(all) {
			t.Fatalf("%s is written as %s, which cannot be read: %v", text, again, err)
		}
		for i := range all {
			if !bytes.Equal(all[i].Encode(), same[i].Encode()) {
				t.Fatalf("%s came through as %s", all[i].Encode(), same[i].Encode())
			}
		}
	})
}
