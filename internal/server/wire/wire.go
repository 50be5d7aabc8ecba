// Package wire is what goes between a server of ledgers and those who use it: signed statements as CloudEvents 1.0 (structured JSON and
// batches of it), receipts, entries, and problems by RFC 9457.
//
// Input: signed statements, or the bytes of a request. Output: the other of the two. Nothing here decides who may do what.
package wire

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
)

// The content types of CloudEvents in JSON, one or many.
const (
	One  = "application/cloudevents+json"
	Many = "application/cloudevents-batch+json"
)

// Tag is what the signature of a request to a server of ledgers is tagged with: it is good for nothing else.
const Tag = "servanda-server"

// TypePrefix is what the type of an event begins with; the kind of the entry follows.
const TypePrefix = "io.github.servanda-lang.ledger."

// event is a CloudEvent that carries a signed statement. Its source is the URI of the reporter's key, so that source and id name it, as
// CloudEvents ask; its subject is the ledger that it is made for.
type event struct {
	SpecVersion     string          `json:"specversion"`
	ID              string          `json:"id"`
	Source          string          `json:"source"`
	Type            string          `json:"type"`
	Subject         string          `json:"subject"`
	Time            string          `json:"time"`
	DataContentType string          `json:"datacontenttype"`
	Signature       string          `json:"signature"` // an extension: the word of the algorithm is ed25519
	Data            json.RawMessage `json:"data,omitempty"`
	DataBase64      []byte          `json:"data_base64,omitempty"`
}

// Encode writes statements as a batch of CloudEvents. The line of each stands in it byte by byte, for that is what was signed.
func Encode(all []ledger.Signed) ([]byte, error) {
	out := []byte("[")
	for i, s := range all {
		head, err := json.Marshal(event{
			SpecVersion: "1.0", ID: s.ID, Source: s.Reporter.URI(), Type: TypePrefix + s.Kind, Subject: s.Ledger, Time: s.Claimed.UTC().Format(time.RFC3339Nano),
			DataContentType: "application/json", Signature: "ed25519 " + base64.StdEncoding.EncodeToString(s.Signature),
		})
		if err != nil {
			return nil, err
		}
		if i > 0 {
			out = append(out, ',')
		}
		out = fmt.Appendf(out, "%s,\"data\":%s}", head[:len(head)-1], s.Line)
	}
	return append(out, ']'), nil
}

// Wrong is what is wrong with an event of a request.
type Wrong struct {
	Which int // of those in the request, from 0
	What  string
	Mend  string
}

func (w *Wrong) Error() string { return fmt.Sprintf("event %d: %s", w.Which+1, w.What) }

// Decode reads the events of a request, at most so many. Whether their signatures hold is not looked at.
func Decode(contentType string, body []byte, most int) ([]ledger.Signed, error) {
	var all []json.RawMessage
	switch base, _, _ := strings.Cut(contentType, ";"); strings.ToLower(strings.TrimSpace(base)) {
	case One:
		all = []json.RawMessage{body}
	case Many:
		if err := json.Unmarshal(body, &all); err != nil {
			return nil, fmt.Errorf("the body is no list of events in JSON: %w", err)
		}
	default:
		return nil, &Type{}
	}
	if len(all) == 0 || len(all) > most {
		return nil, fmt.Errorf("a request holds 1 to %d events, and this one %d", most, len(all))
	}
	out := make([]ledger.Signed, len(all))
	for i, text := range all {
		s, what, mend := decode(text)
		if what != "" {
			return nil, &Wrong{i, what, mend}
		}
		out[i] = s
	}
	return out, nil
}

// Type is the error of a content type that is none of CloudEvents.
type Type struct{}

func (*Type) Error() string {
	return "events are CloudEvents in JSON: " + One + ", or " + Many + " for several"
}

func decode(text []byte) (s ledger.Signed, what, mend string) {
	var e event
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(&e); err != nil {
		return s, "it cannot be read: " + strings.TrimPrefix(err.Error(), "json: "), "only the attributes that are signed can be kept: specversion, id, source, type, subject, time, datacontenttype, signature, data or data_base64"
	}
	if d.More() {
		return s, "something stands after it", "send one event, or a batch"
	}
	return e.signed()
}

// signed is the statement that an event carries.
func (e *event) signed() (s ledger.Signed, what, mend string) {
	kind, ours := strings.CutPrefix(e.Type, TypePrefix)
	switch {
	case e.SpecVersion != "1.0":
		return s, "its specversion is not 1.0", "write it as CloudEvents 1.0 has it"
	case !ours:
		return s, "its type does not begin with " + TypePrefix, "write " + TypePrefix + "event, or another kind in the place of event"
	case e.DataContentType != "" && e.DataContentType != "application/json":
		return s, "its datacontenttype is not application/json", "an event is one line of JSON; what is not is kept elsewhere, and its commitment recorded"
	case (e.Data == nil) == (e.DataBase64 == nil):
		return s, "it has data and data_base64, or neither", "give the event as data, or its bytes as data_base64"
	}
	key, err := ledger.ParseKeyURI(e.Source)
	if err != nil {
		return s, "its source is not the URI of its reporter's key: " + err.Error(), "write servanda-key: and the public key, percent-encoded"
	}
	claimed, err := time.Parse(time.RFC3339Nano, e.Time)
	if err != nil {
		return s, "its time is none", "write the time that was signed, such as 2026-03-01T12:00:00Z"
	}
	signature, err := signatureOf(e.Signature)
	if err != nil {
		return s, err.Error(), "write ed25519, a space, and the signature in base64"
	}
	line := []byte(e.Data)
	if line == nil {
		line = e.DataBase64
	}
	st := ledger.Statement{Ledger: e.Subject, Kind: kind, ID: e.ID, Reporter: key, Claimed: claimed.UTC(), Line: line}
	s, err = ledger.ParseSigned(ledger.Signed{Statement: st, Signature: signature}.Encode())
	if err != nil {
		return s, "what it carries is no statement: " + err.Error(), ""
	}
	return s, "", ""
}

func signatureOf(text string) ([]byte, error) {
	rest, ok := strings.CutPrefix(text, "ed25519 ")
	raw, err := base64.StdEncoding.Strict().DecodeString(rest)
	if !ok || err != nil {
		return nil, errors.New("its signature is none by Ed25519")
	}
	return raw, nil
}
