// Package client speaks with a server of ledgers over HTTP: it signs requests with the key of who asks (RFC 9421).
//
// Input: the address of a server, and perhaps a key. Output: receipts for statements, the files of an export for ledger.OpenExport (so
// that whatever is read is verified as if it lay in a folder), and what the server says went wrong, in its words.
package client

import (
	"bytes"
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"github.com/servanda-lang/servanda/internal/httpsig"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/server/wire"
)

// Client asks one server in the name of one key, or of nobody.
type Client struct {
	base *url.URL
	key  *ledger.Private
	http *http.Client
	now  func() time.Time
	told atomic.Int64
}

// IsAddress reports whether a ledger is named by the address of a server.
func IsAddress(where string) bool {
	return strings.HasPrefix(where, "http://") || strings.HasPrefix(where, "https://")
}

// New is a client of the server at an address; key may be nil.
func New(address string, key *ledger.Private) (*Client, error) {
	base, err := url.Parse(address)
	if err != nil || !IsAddress(address) || base.Host == "" || base.RawQuery != "" || base.Fragment != "" || base.User != nil {
		return nil, fmt.Errorf("%q is no address of a server; one is written like https://ledger.example", address)
	}
	base.Path = strings.TrimSuffix(base.Path, "/")
	return &Client{base: base, key: key, http: &http.Client{Timeout: 2 * time.Minute, CheckRedirect: stay}, now: time.Now}, nil
}

// stay follows nobody elsewhere: a signature is for the host that was named.
func stay(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }

// asking is a request.
type asking struct {
	method, path, kind string
	query              url.Values
	body               []byte
	most               int64 // bytes of the answer
}

// patience is how often a server that is busy is asked again, and for how long at most it is waited each time.
const (
	patience = 8
	longest  = 30 * time.Second
)

// Waits is how often the server has asked to be asked later.
func (c *Client) Waits() int64 { return c.told.Load() }

// do asks, and gives the body of the answer; a server that asks to be asked later is. What is not a success is a *wire.Problem.
func (c *Client) do(ctx context.Context, a asking) ([]byte, error) {
	for n := 1; ; n++ {
		body, wait, err := c.once(ctx, a)
		if wait > 0 {
			c.told.Add(1)
		}
		if wait == 0 || n == patience {
			return body, err
		}
		select {
		case <-time.After(min(wait, longest)):
		case <-ctx.Done():
			return nil, err
		}
	}
}

// once asks once. If the server would rather be asked later, it is said how much later.
func (c *Client) once(ctx context.Context, a asking) (body []byte, wait time.Duration, err error) {
	at := c.base.JoinPath(a.path)
	at.RawQuery = a.query.Encode()
	r, err := http.NewRequestWithContext(ctx, a.method, at.String(), bytes.NewReader(a.body))
	if err != nil {
		return nil, 0, err
	}
	if a.kind != "" {
		r.Header.Set("Content-Type", a.kind)
	}
	if err := c.sign(r, a.body); err != nil {
		return nil, 0, err
	}
	answer, err := c.http.Do(r)
	if err != nil {
		return nil, 0, fmt.Errorf("the server cannot be reached: %w", err)
	}
	defer answer.Body.Close()
	body, err = io.ReadAll(io.LimitReader(answer.Body, a.most+1))
	if err != nil {
		return nil, 0, fmt.Errorf("the answer of the server breaks off: %w", err)
	}
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return nil, asksLater(answer), problem(answer, body)
	}
	if int64(len(body)) > a.most {
		return nil, 0, &ledger.Broken{Entry: -1, What: "the server gives more than there can be at " + a.path}
	}
	return body, 0, nil
}

// asksLater is how much later a server that is busy is to be asked; 0 if it is not.
func asksLater(answer *http.Response) time.Duration {
	if answer.StatusCode != http.StatusTooManyRequests && answer.StatusCode != http.StatusServiceUnavailable {
		return 0
	}
	seconds, err := strconv.Atoi(answer.Header.Get("Retry-After"))
	if err != nil || seconds < 1 {
		return 0
	}
	return time.Duration(seconds) * time.Second
}

// sign signs a request with the key, if there is one.
func (c *Client) sign(r *http.Request, body []byte) error {
	if c.key == nil {
		return nil
	}
	p := httpsig.Params{KeyID: c.key.URI(), Nonce: rand.Text(), Tag: wire.Tag, Created: c.now()}
	return httpsig.Sign(r, body, p, c.key.Sign)
}

// problem is what the server says went wrong.
func problem(answer *http.Response, body []byte) error {
	p := &wire.Problem{}
	if answer.Header.Get("Content-Type") != wire.ProblemType || json.Unmarshal(body, p) != nil {
		p = &wire.Problem{Title: "the server answers with " + answer.Status}
	}
	p.Status = answer.StatusCode
	return p
}

// status is that of a problem, 0 if the error is another.
func status(err error) int {
	var p *wire.Problem
	if errors.As(err, &p) {
		return p.Status
	}
	return 0
}

// Fetch reads a file of the export that the server gives.
func (c *Client) Fetch(ctx context.Context, name string, most int64) ([]byte, error) {
	body, err := c.do(ctx, asking{method: "GET", path: name, most: most})
	if status(err) == http.StatusNotFound {
		return nil, fmt.Errorf("%s: %w", name, fs.ErrNotExist)
	}
	return body, err
}

// Log is the key of the log, by the word of the server.
func (c *Client) Log(ctx context.Context) (ledger.Public, error) {
	text, err := c.Fetch(ctx, "log.pub", 4096)
	if err != nil {
		return ledger.Public{}, err
	}
	return ledger.ParsePublic(strings.TrimSuffix(string(text), "\n"))
}

// Add hands statements in, all or none, and gives their receipts.
func (c *Client) Add(ctx context.Context, all []ledger.Signed, proofs bool) ([]wire.Receipt, error) {
	body, err := wire.Encode(all)
	if err != nil {
		return nil, err
	}
	query := url.Values{"proof": {strconv.FormatBool(proofs)}}
	text, err := c.do(ctx, asking{"POST", "v1/events", wire.Many, query, body, 64 << 20})
	if err != nil {
		return nil, err
	}
	var out wire.Receipts
	if err := json.Unmarshal(text, &out); err != nil || len(out.Receipts) != len(all) {
		return nil, errors.New("the server's answer is no list of receipts, one for each event; what was handed in can be handed in again")
	}
	return out.Receipts, nil
}

// Entry reads one entry.
func (c *Client) Entry(ctx context.Context, n int64) (*wire.Entry, error) {
	text, err := c.do(ctx, asking{method: "GET", path: fmt.Sprintf("v1/entries/%d", n), most: 1 << 18})
	if err != nil {
		return nil, err
	}
	var out wire.Entry
	return &out, json.Unmarshal(text, &out)
}

// Proof asks for the proof that an entry is under the newest checkpoint, for ledger.ParseProof.
func (c *Client) Proof(ctx context.Context, n int64) ([]byte, error) {
	return c.do(ctx, asking{method: "GET", path: fmt.Sprintf("v1/entries/%d/proof", n), most: 1 << 18})
}

// Ask asks for what a witness is to cosign: the newest checkpoint, and the proof that it goes on from that of so many entries.
func (c *Client) Ask(ctx context.Context, old int64) (*ledger.Request, error) {
	text, err := c.do(ctx, asking{method: "GET", path: "v1/witness-request", query: url.Values{"old": {strconv.FormatInt(old, 10)}}, most: 1 << 20})
	if err != nil {
		return nil, err
	}
	return ledger.ParseRequest(text)
}

// HandIn hands in the text that an entry names.
func (c *Client) HandIn(ctx context.Context, entry int64, body []byte) (*wire.Text, error) {
	text, err := c.do(ctx, asking{"POST", "v1/texts", "text/plain; charset=utf-8", url.Values{"entry": {strconv.FormatInt(entry, 10)}}, body, 1 << 16})
	if err != nil {
		return nil, err
	}
	var out wire.Text
	return &out, json.Unmarshal(text, &out)
}

// Called gives the entries that their reporters gave this id, ten at most.
func (c *Client) Called(ctx context.Context, id string) ([]wire.Entry, error) {
	text, err := c.do(ctx, asking{method: "GET", path: "v1/entries", query: url.Values{"id": {id}}, most: 4 << 20})
	if err != nil {
		return nil, err
	}
	var out struct{ Entries []wire.Entry }
	return out.Entries, json.Unmarshal(text, &out)
}

// Standing asks where everyone stands, as JSON.
func (c *Client) Standing(ctx context.Context, on, known string) ([]byte, error) {
	query := url.Values{}
	for name, value := range map[string]string{"on": on, "as-known-on": known} {
		if value != "" {
			query.Set(name, value)
		}
	}
	return c.do(ctx, asking{method: "GET", path: "v1/standing", query: query, most: 256 << 20})
}

// Cosign hands in what a witness has cosigned: the checkpoint with its signature, or the line of that alone. The server keeps only the newest
// of the checkpoints that nobody cosigned, so a line finds its checkpoint no more once others were signed.
func (c *Client) Cosign(ctx context.Context, text []byte) error {
	_, err := c.do(ctx, asking{"POST", "v1/cosignatures", "text/plain", nil, text, 1 << 20})
	return err
}
