package dashboard

import (
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/servanda-lang/servanda/internal/diag"
	"github.com/servanda-lang/servanda/internal/doc"
	"github.com/servanda-lang/servanda/internal/ledger"
	"github.com/servanda-lang/servanda/internal/load"
	"github.com/servanda-lang/servanda/internal/safefile"
	"github.com/servanda-lang/servanda/internal/server"
)

// Drafts are texts that a mediator tries out. They lie in a folder beside the ledger, one of each key within it, and never in the ledger,
// its tiles or its exports. Each key sees its own alone. They are not encrypted: whoever owns the disk of the server can read them.

// The bounds of drafts.
const (
	mostDrafts = 100 // of one key
	mostText   = 1 << 20
	mostName   = 80
)

// draft is one of them.
type draft struct {
	ID    string    `json:"-"`
	Name  string    `json:"name"`
	Saved time.Time `json:"saved"`
	Text  string    `json:"text"`
}

// draftRoutes are the pages of drafts.
func (d *Dashboard) draftRoutes() {
	d.page("GET", "/drafts", server.Draft, d.drafts)
	d.handle("POST", "/drafts", server.Draft, d.saveDraft)
	d.page("GET", "/drafts/{draft}", server.Draft, d.draft)
	d.handle("GET", "/drafts/{draft}/text", server.Draft, d.draftText)
	d.handle("POST", "/drafts/{draft}/remove", server.Draft, d.removeDraft)
	d.page("GET", "/drafts/{draft}/check", server.Draft, d.checkDraft)
	d.page("GET", "/drafts/{draft}/compare", server.Draft, d.compareDraft)
	d.page("GET", "/drafts/{draft}/effect", server.Draft, d.draftEffect)
}

// folder is where the drafts of a key lie.
func (d *Dashboard) folder(key ledger.Public) (string, error) {
	if d.keep == "" {
		return "", server.Problem(http.StatusNotFound, "This server keeps no drafts", "whoever keeps it has named no folder for them", "servanda serve --ledger … --drafts FOLDER")
	}
	return filepath.Join(d.keep, fmt.Sprintf("%x", sha256.Sum256([]byte(key.String())))), nil
}

// stored are the drafts of a key, the newest first.
func (d *Dashboard) stored(key ledger.Public) ([]draft, error) {
	dir, err := d.folder(key)
	if err != nil {
		return nil, err
	}
	names, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	var out []draft
	for _, e := range names {
		if id, ok := strings.CutSuffix(e.Name(), ".json"); ok {
			x, err := readDraft(dir, id)
			if err != nil {
				return nil, err
			}
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b draft) int { return b.Saved.Compare(a.Saved) })
	return out, nil
}

func readDraft(dir, id string) (draft, error) {
	text, err := os.ReadFile(filepath.Join(dir, id+".json"))
	if err != nil {
		return draft{}, err
	}
	x := draft{ID: id}
	return x, json.Unmarshal(text, &x)
}

// asked is the draft that a request names, with the text as a pact.
func (d *Dashboard) asked(r *http.Request) (draft, *load.Result, error) {
	all, err := d.stored(server.CallerOf(r.Context()).Key)
	if err != nil {
		return draft{}, nil, err
	}
	for _, x := range all {
		if x.ID == r.PathValue("draft") {
			return x, load.Source(x.Name, []byte(x.Text)), nil
		}
	}
	return draft{}, nil, server.Missing("you have no draft of this name")
}

// saveDraft keeps a draft. The same text under the same name is one draft.
func (d *Dashboard) saveDraft(w http.ResponseWriter, r *http.Request) error {
	if err := d.ours(r); err != nil {
		return err
	}
	x := draft{Name: strings.TrimSpace(r.PostFormValue("name")), Saved: d.s.Now().UTC(), Text: strings.ReplaceAll(r.PostFormValue("text"), "\r\n", "\n")}
	if x.Name == "" || len(x.Name) > mostName || strings.ContainsFunc(x.Name, unicode.IsControl) || strings.ContainsAny(x.Name, `/\`) {
		return unkept(fmt.Sprintf("a name has 1 to %d letters, and no slash", mostName), "give it another name")
	}
	if x.Text == "" || len(x.Text) > mostText {
		return unkept(fmt.Sprintf("a text has 1 to %d bytes", mostText), "paste the text of the pact")
	}
	sum := sha256.Sum256([]byte(x.Name + "\n" + x.Text))
	x.ID = fmt.Sprintf("%x", sum[:8])
	if err := d.store(server.CallerOf(r.Context()).Key, x); err != nil {
		return err
	}
	http.Redirect(w, r, "/drafts/"+x.ID, http.StatusSeeOther)
	return nil
}

func unkept(why, mend string) error {
	return server.Problem(http.StatusUnprocessableEntity, "The draft cannot be kept", why, mend)
}

// store puts a draft among those of a key, unless it is there or there are too many.
func (d *Dashboard) store(key ledger.Public, x draft) error {
	d.saving.Lock()
	defer d.saving.Unlock()
	dir, err := d.folder(key)
	if err != nil {
		return err
	}
	all, err := d.stored(key)
	switch {
	case err != nil:
		return err
	case slices.ContainsFunc(all, func(y draft) bool { return y.ID == x.ID }):
		return nil
	case len(all) >= mostDrafts:
		return unkept(fmt.Sprintf("you have %d drafts, and there are no more", mostDrafts), "remove one")
	}
	return write(dir, x)
}

func write(dir string, x draft) error {
	text, err := json.Marshal(x)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	return safefile.NewSecret(safefile.OS, filepath.Join(dir, x.ID+".json"), text)
}

func (d *Dashboard) removeDraft(w http.ResponseWriter, r *http.Request) error {
	if err := d.ours(r); err != nil {
		return err
	}
	x, _, err := d.asked(r)
	if err != nil {
		return err
	}
	dir, err := d.folder(server.CallerOf(r.Context()).Key)
	if err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(dir, x.ID+".json")); err != nil {
		return err
	}
	http.Redirect(w, r, "/drafts", http.StatusSeeOther)
	return nil
}

const draftsNote = "Only the key that you are in by sees these. They are no part of the record, of what is exported, or of what others are shown; whoever owns the disk of the server can read them."

// drafts lists them, with a form for another.
func (d *Dashboard) drafts(r *http.Request) (*page, error) {
	all, err := d.stored(server.CallerOf(r.Context()).Key)
	if err != nil {
		return nil, err
	}
	out := doc.Document{Title: doc.T("Your drafts"), Under: []doc.Text{doc.T(draftsNote)}}
	var list doc.List
	for _, x := range all {
		list.Items = append(list.Items, doc.Item{Text: doc.Text{{Text: x.Name, To: "/drafts/" + x.ID}, {Text: ", kept " + moment(x.Saved), Tone: doc.Aside}}})
	}
	if len(list.Items) == 0 {
		out.Blocks = append(out.Blocks, doc.Para{Text: doc.In(doc.Aside, "There is none.")})
	} else {
		out.Blocks = append(out.Blocks, list)
	}
	return &page{Document: out, At: "/drafts", Form: "draft"}, nil
}

// draft is the text of one, what can be asked of it, and how it is proposed for all to see.
func (d *Dashboard) draft(r *http.Request) (*page, error) {
	x, t, err := d.asked(r)
	if err != nil {
		return nil, err
	}
	out := doc.Document{Title: doc.T(x.Name), Under: []doc.Text{doc.T("A draft of yours, kept " + moment(x.Saved) + ".")}}
	if t.Pact == nil {
		out.Blocks = append(out.Blocks, mistakes(t.Diagnostics))
	} else {
		at := "/drafts/" + x.ID
		out.Blocks = append(out.Blocks, doc.List{Items: []doc.Item{
			{Text: doc.Text{{Text: "What it would change, for whom, from today", To: at + "/effect"}}},
			{Text: doc.Text{{Text: "Compare it with the text that is followed", To: at + "/compare"}}},
			{Text: doc.Text{{Text: "What it lets go badly wrong", To: at + "/check"}}},
		}})
		digest, _, _ := t.Digest()
		out.Blocks = append(out.Blocks, doc.Section{ID: "publish", Title: doc.T("To make it the text in force"), Blocks: []doc.Block{
			doc.Para{Text: doc.Text{{Text: "That is an entry that you sign with your key, which this browser does not have. "}, {Text: "Save the text as a file", To: "/drafts/" + x.ID + "/text"}, {Text: "; its digest is "}, {Text: "sha256:" + digest, Tone: doc.Name},
				{Text: ". Once the entry is recorded, whoever keeps the server gives it the same text to follow:"}}},
			doc.Literal{Text: "servanda ledger add --server " + d.address(r) + " --amendment FILE.pact --key MEDIATOR.key", Of: "shell"},
		}})
	}
	out.Blocks = append(out.Blocks, doc.Section{ID: "draft-text", Title: doc.T("Its text"), Blocks: []doc.Block{doc.Literal{Text: x.Text, Of: "pact"}}})
	return &page{Document: out, At: "/drafts", Form: "remove", With: x.ID}, nil
}

// draftText is the text letter by letter, to be saved.
func (d *Dashboard) draftText(w http.ResponseWriter, r *http.Request) error {
	x, _, err := d.asked(r)
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+x.ID+`.pact"`)
	_, err = w.Write([]byte(x.Text))
	return err
}

// mistakes are what is wrong with a text.
func mistakes(ds []diag.Diagnostic) doc.Block {
	var list doc.List
	for i := range ds {
		list.Items = append(list.Items, doc.Item{Text: doc.T(fmt.Sprintf("Line %d: %s.", ds[i].Span.Position().Line, ds[i].Summary)), Blocks: detail(ds[i].Detail)})
	}
	return doc.Section{ID: "mistakes", Title: doc.In(doc.Grave, "The text has mistakes"), Blocks: []doc.Block{list}}
}

func detail(text string) []doc.Block {
	if text == "" {
		return nil
	}
	return []doc.Block{doc.Para{Text: doc.In(doc.Aside, text)}}
}
