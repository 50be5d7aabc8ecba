// Package witness carries what a witness is asked, and what it answers, over HTTP: add-checkpoint of C2SP tlog-witness
// (https://c2sp.org/tlog-witness).
//
// Input: for Handler a witness with its memory, and requests; for Remote the address and the public key of a witness, and a checkpoint of
// a record. Output: the line of signature of the witness, or why it does not cosign, by the statuses of the standard; for Remote the
// checkpoint with that signature. Nobody who asks has to be known: the signature of the log on the checkpoint is what counts.
package witness

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"

	"github.com/servanda-lang/servanda/internal/ledger"
)

const (
	path     = "add-checkpoint"
	sizeType = "text/x.tlog.size" // of the answer that tells the size cosigned last

	// mostRequest is how long a request can be: 63 hashes and a checkpoint, with room for signatures that are passed over.
	mostRequest = 64 << 10
	// atOnce is how many requests are looked at at once. Each that is cosigned waits for the disk; more would only wait for one another.
	atOnce = 32
)

// handler answers for one witness.
type handler struct {
	by    *ledger.Witness
	log   *slog.Logger
	slots chan struct{}
}

// Handler answers POST /add-checkpoint. What a log signed that contradicts what it signed before is written to the log, whole: it is the
// proof.
func Handler(by *ledger.Witness, log *slog.Logger) http.Handler {
	h := &handler{by, log, make(chan struct{}, atOnce)}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /"+path, h.addCheckpoint)
	return mux
}

func (h *handler) addCheckpoint(w http.ResponseWriter, r *http.Request) {
	select {
	case h.slots <- struct{}{}:
		defer func() { <-h.slots }()
	default:
		w.Header().Set("Retry-After", "1")
		http.Error(w, "as many requests are being looked at as may", http.StatusServiceUnavailable)
		return
	}
	text, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostRequest))
	var much *http.MaxBytesError
	if errors.As(err, &much) {
		http.Error(w, fmt.Sprintf("a request has at most %d bytes", mostRequest), http.StatusRequestEntityTooLarge)
		return
	}
	if err != nil {
		http.Error(w, "the request breaks off", http.StatusBadRequest)
		return
	}
	q, err := ledger.ParseRequest(text)
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	c, err := h.by.Cosign(q)
	if err != nil {
		h.refuse(w, r, q, err)
		return
	}
	h.log.InfoContext(r.Context(), "cosigned", "entries", c.Size, "after", q.Old, "from", r.RemoteAddr)
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	io.WriteString(w, c.Line(h.by.Key.Public))
}

// statuses are those of the standard.
var statuses = map[ledger.Why]int{
	ledger.Unreadable: http.StatusBadRequest, ledger.UnknownLog: http.StatusNotFound, ledger.Unsigned: http.StatusForbidden,
	ledger.OtherSize: http.StatusConflict, ledger.OtherRoot: http.StatusConflict, ledger.Inconsistent: http.StatusUnprocessableEntity,
}

// refuse says why the witness does not cosign.
func (h *handler) refuse(w http.ResponseWriter, r *http.Request, q *ledger.Request, err error) {
	var no *ledger.Refusal
	if !errors.As(err, &no) {
		h.log.ErrorContext(r.Context(), "fault", "what", err.Error())
		http.Error(w, "the witness cannot remember, and does not cosign what it would not remember", http.StatusInternalServerError)
		return
	}
	args := []any{"why", err.Error(), "after", q.Old, "from", r.RemoteAddr}
	var broken *ledger.Broken
	if no.Why >= ledger.OtherSize && errors.As(err, &broken) {
		h.log.WarnContext(r.Context(), "refused", append(args, "checkpoint", string(q.Checkpoint))...)
	} else {
		h.log.InfoContext(r.Context(), "refused", args...)
	}
	if no.Why == ledger.OtherSize {
		w.Header().Set("Content-Type", sizeType)
		w.WriteHeader(http.StatusConflict)
		fmt.Fprintf(w, "%d\n", no.Last)
		return
	}
	http.Error(w, err.Error(), statuses[no.Why])
}
