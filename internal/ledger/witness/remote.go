package witness

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/servanda-lang/servanda/internal/ledger"
)

// Remote is a witness that is asked over HTTP. One asks it at a time.
type Remote struct {
	Key   ledger.Public
	at    string
	http  *http.Client
	known int64 // how many entries the checkpoint has that it cosigned last, as far as is known here
}

// At is the witness at an address (the submission prefix of the standard) that signs with a key.
func At(prefix string, key ledger.Public) (*Remote, error) {
	at, err := url.Parse(prefix)
	if err != nil || at.Scheme != "http" && at.Scheme != "https" || at.Host == "" || at.RawQuery != "" || at.Fragment != "" {
		return nil, fmt.Errorf("%q is no address of a witness; one is written like https://witness.example", prefix)
	}
	if key.Algorithm != ledger.Cosignature {
		return nil, fmt.Errorf("the key of %s is not that of a witness", key.Name)
	}
	stay := func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &Remote{Key: key, at: at.JoinPath(path).String(), http: &http.Client{Timeout: 30 * time.Second, CheckRedirect: stay}}, nil
}

const (
	// tries is how often the witness is asked for one checkpoint: it may have cosigned another than was known here, and one more meanwhile.
	tries = 4
	// mostAnswer is how long an answer can be: lines of signature, of which one counts.
	mostAnswer = 64 << 10
)

// Cosign has the witness cosign a checkpoint of a record, and gives it with its signature. A *ledger.Broken says that the witness has cosigned
// what this record does not go on from: it was rolled back or forked, or somebody else signs with its key.
func (r *Remote) Cosign(ctx context.Context, src ledger.Source, c *ledger.Checkpoint) (*ledger.Checkpoint, error) {
	if r.known > c.Size {
		r.known = 0 // to be told anew
	}
	for range tries {
		q, err := ledger.Ask(ctx, src, r.known, c)
		if err != nil {
			return nil, err
		}
		answer, text, err := r.post(ctx, q.Encode())
		if err != nil {
			return nil, err
		}
		if answer.StatusCode == http.StatusConflict && answer.Header.Get("Content-Type") == sizeType {
			if err := r.learn(string(text), c); err != nil {
				return nil, err
			}
			continue
		}
		if answer.StatusCode != http.StatusOK {
			return nil, r.refused(answer, text, q, c)
		}
		cosigned, err := r.signed(string(text), src.LogKey(), c)
		if err == nil {
			r.known = c.Size
		}
		return cosigned, err
	}
	return nil, fmt.Errorf("the witness %s says each time that it has cosigned another checkpoint", r.Key.Name)
}

// post sends a request.
func (r *Remote) post(ctx context.Context, body []byte) (*http.Response, []byte, error) {
	q, err := http.NewRequestWithContext(ctx, http.MethodPost, r.at, bytes.NewReader(body))
	if err != nil {
		return nil, nil, err
	}
	q.Header.Set("Content-Type", "text/plain; charset=utf-8")
	answer, err := r.http.Do(q)
	if err != nil {
		return nil, nil, fmt.Errorf("the witness %s cannot be reached: %w", r.Key.Name, err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(io.LimitReader(answer.Body, mostAnswer+1))
	if err == nil && len(text) > mostAnswer {
		err = errors.New("it is longer than an answer can be")
	}
	if err != nil {
		return nil, nil, fmt.Errorf("the answer of the witness %s: %w", r.Key.Name, err)
	}
	return answer, text, nil
}

// learn takes in what the witness says that it cosigned last.
func (r *Remote) learn(text string, c *ledger.Checkpoint) error {
	size, err := strconv.ParseInt(strings.TrimSuffix(text, "\n"), 10, 64)
	switch {
	case err != nil || size < 0 || strconv.FormatInt(size, 10)+"\n" != text:
		return fmt.Errorf("the witness %s does not say in its one form which size it cosigned last", r.Key.Name)
	case size > c.Size:
		return &ledger.Broken{Entry: -1, What: fmt.Sprintf("the witness %s has cosigned a checkpoint of %d entries, and this record has signed %d: it was rolled back, or another goes by its name", r.Key.Name, size, c.Size)}
	}
	r.known = size
	return nil
}

// refused is why the witness does not cosign, by the status of its answer.
func (r *Remote) refused(answer *http.Response, text []byte, q *ledger.Request, c *ledger.Checkpoint) error {
	switch answer.StatusCode {
	case http.StatusConflict, http.StatusUnprocessableEntity:
		return &ledger.Broken{Entry: -1, What: fmt.Sprintf("the witness %s does not find that the checkpoint of %d entries goes on from the one of %d that it has cosigned: the record was forked, or another goes by its name", r.Key.Name, c.Size, q.Old)}
	case http.StatusNotFound:
		return fmt.Errorf("the witness %s knows nothing of the log %s, or is not at this address", r.Key.Name, c.Origin)
	case http.StatusForbidden:
		return fmt.Errorf("the witness %s does not know the key that the log %s signs with", r.Key.Name, c.Origin)
	}
	return fmt.Errorf("the witness %s answers with %s: %.200q", r.Key.Name, answer.Status, text)
}

// signed finds the signature of the witness among the lines of an answer. Others are passed over, as the standard asks.
func (r *Remote) signed(text string, log ledger.Public, c *ledger.Checkpoint) (*ledger.Checkpoint, error) {
	for line := range strings.SplitAfterSeq(text, "\n") {
		if cosigned, err := c.With(line, log, r.Key); err == nil {
			return cosigned, nil
		}
	}
	return nil, fmt.Errorf("the answer of the witness %s holds no signature of its key on this checkpoint", r.Key.Name)
}
