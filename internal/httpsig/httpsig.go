// Package httpsig signs HTTP requests and reads their signatures: the part of RFC 9421 (HTTP Message Signatures) that requests signed
// with Ed25519 need, and the digest of the body by RFC 9530 (Content-Digest, SHA-256). Fields are parsed as RFC 9651 has it, by
// dunglas/httpsfv.
//
// Input: a request, and what signs. Output: its header fields Signature-Input, Signature and Content-Digest; and back, the signatures
// of a request with the bytes that each signs. Whether a key is trusted, a time recent and a nonce new is for the caller to say.
// Left out: signatures of answers, components with parameters, and all algorithms but Ed25519.
package httpsig

import (
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/dunglas/httpsfv"
)

// Algorithm is the name of the one algorithm, in the registry of RFC 9421.
const Algorithm = "ed25519"

// The bounds of what is read.
const (
	maxSignatures = 4
	maxComponents = 32
)

// Params are what is said of a signature.
type Params struct {
	KeyID, Nonce, Tag string
	Alg               string // "" if it is not said
	Created           time.Time
}

// Signature is one signature of a request, as it was read.
type Signature struct {
	Params
	Covers []string // the components that it signs
	Base   []byte   // what is signed
	Bytes  []byte
}

// Holds reports whether it is that of the owner of a key.
func (s *Signature) Holds(key ed25519.PublicKey) bool { return ed25519.Verify(key, s.Base, s.Bytes) }

// Sign signs a request: its method, authority, path and query, and the digest of its body if it has one. The body itself is the caller's
// to put there.
func Sign(r *http.Request, body []byte, p Params, sign func([]byte) []byte) error {
	names := []string{"@method", "@authority", "@path", "@query"}
	if len(body) > 0 {
		r.Header.Set("Content-Digest", Digest(body))
		names = append(names, "content-digest")
	}
	list := httpsfv.InnerList{Params: httpsfv.NewParams()}
	for _, n := range names {
		list.Items = append(list.Items, httpsfv.NewItem(n))
	}
	list.Params.Add("created", p.Created.Unix())
	list.Params.Add("nonce", p.Nonce)
	list.Params.Add("alg", Algorithm)
	list.Params.Add("keyid", p.KeyID)
	list.Params.Add("tag", p.Tag)
	base, err := base(r, names, list)
	if err != nil {
		return err
	}
	for field, member := range map[string]httpsfv.Member{"Signature-Input": list, "Signature": httpsfv.NewItem(sign(base))} {
		d := httpsfv.NewDictionary()
		d.Add("sig", member)
		text, err := httpsfv.Marshal(d)
		if err != nil {
			return err
		}
		r.Header.Set(field, text)
	}
	return nil
}

// Read reads the signatures of a request; none if it has none.
func Read(r *http.Request) ([]*Signature, error) {
	inputs, err := dictionary(r, "Signature-Input")
	if err != nil {
		return nil, err
	}
	sigs, err := dictionary(r, "Signature")
	if err != nil {
		return nil, err
	}
	if len(inputs.Names()) != len(sigs.Names()) || len(sigs.Names()) > maxSignatures {
		return nil, fmt.Errorf("Signature-Input and Signature are to name the same signatures, at most %d", maxSignatures)
	}
	var out []*Signature
	for _, name := range inputs.Names() {
		list, _ := inputs.Get(name)
		bytes, there := sigs.Get(name)
		if !there {
			return nil, fmt.Errorf("Signature has no %q, which Signature-Input has", name)
		}
		s, err := readOne(r, list, bytes)
		if err != nil {
			return nil, fmt.Errorf("the signature %q: %w", name, err)
		}
		out = append(out, s)
	}
	return out, nil
}

func dictionary(r *http.Request, field string) (*httpsfv.Dictionary, error) {
	d, err := httpsfv.UnmarshalDictionary(r.Header.Values(field))
	if err != nil {
		return nil, fmt.Errorf("%s is no dictionary of RFC 9651", field)
	}
	return d, nil
}

func readOne(r *http.Request, input, signature httpsfv.Member) (*Signature, error) {
	list, ok := input.(httpsfv.InnerList)
	item, ok2 := signature.(httpsfv.Item)
	if !ok || !ok2 {
		return nil, errors.New("Signature-Input holds lists, and Signature bytes")
	}
	s := &Signature{}
	if s.Bytes, ok = item.Value.([]byte); !ok || len(s.Bytes) != ed25519.SignatureSize {
		return nil, errors.New("it is no signature by Ed25519")
	}
	var err error
	if s.Covers, err = components(list); err != nil {
		return nil, err
	}
	if err = s.Params.read(list.Params); err != nil {
		return nil, err
	}
	s.Base, err = base(r, s.Covers, list)
	return s, err
}

// components are the names of what is signed.
func components(list httpsfv.InnerList) ([]string, error) {
	if len(list.Items) > maxComponents {
		return nil, fmt.Errorf("it signs more than %d components", maxComponents)
	}
	seen := map[string]bool{}
	var out []string
	for _, item := range list.Items {
		name, ok := item.Value.(string)
		if !ok || len(item.Params.Names()) > 0 || seen[name] || name != strings.ToLower(name) {
			return nil, errors.New("the components that it signs are names in small letters, each once and without parameters")
		}
		seen[name] = true
		out = append(out, name)
	}
	return out, nil
}

func (p *Params) read(from *httpsfv.Params) error {
	for name, to := range map[string]*string{"keyid": &p.KeyID, "nonce": &p.Nonce, "tag": &p.Tag, "alg": &p.Alg} {
		v, there := from.Get(name)
		text, ok := v.(string)
		if there && !ok {
			return fmt.Errorf("%s is to be a text in quotes", name)
		}
		*to = text
	}
	if v, there := from.Get("created"); there {
		at, ok := v.(int64)
		if !ok {
			return errors.New("created is to be a whole number of seconds")
		}
		p.Created = time.Unix(at, 0).UTC()
	}
	return nil
}

// base is what is signed (RFC 9421, 2.5).
func base(r *http.Request, names []string, list httpsfv.InnerList) ([]byte, error) {
	var b strings.Builder
	for _, name := range names {
		value, err := component(r, name)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&b, "%q: %s\n", name, value)
	}
	params, err := httpsfv.Marshal(httpsfv.List{list})
	if err != nil {
		return nil, err
	}
	fmt.Fprintf(&b, "%q: %s", "@signature-params", params)
	return []byte(b.String()), nil
}

// component is the value of what is signed (RFC 9421, 2.1 and 2.2).
func component(r *http.Request, name string) (string, error) {
	switch name {
	case "@method":
		return r.Method, nil
	case "@authority":
		return authority(r), nil
	case "@path":
		if path := r.URL.EscapedPath(); path != "" {
			return path, nil
		}
		return "/", nil
	case "@query":
		return "?" + r.URL.RawQuery, nil
	}
	if name == "" || strings.HasPrefix(name, "@") || strings.ContainsAny(name, "\"\\") {
		return "", fmt.Errorf("the component %q is not known here", name)
	}
	return field(r, name)
}

// field is the value of a header field, its lines joined.
func field(r *http.Request, name string) (string, error) {
	values := r.Header.Values(name)
	if name == "content-length" && len(values) == 0 && r.ContentLength >= 0 {
		values = []string{fmt.Sprint(r.ContentLength)} // which net/http takes out of the header
	}
	if len(values) == 0 {
		return "", fmt.Errorf("it signs the field %s, which is not there", name)
	}
	var out []string
	for _, v := range values {
		if strings.ContainsAny(v, "\r\n") {
			return "", fmt.Errorf("the field %s holds a line feed", name)
		}
		out = append(out, strings.TrimSpace(v))
	}
	return strings.Join(out, ", "), nil
}

// authority is the host that is asked, without the port that goes without saying.
func authority(r *http.Request) string {
	host := r.Host
	if host == "" {
		host = r.URL.Host
	}
	host = strings.ToLower(host)
	usual := "80"
	if r.TLS != nil || r.URL.Scheme == "https" {
		usual = "443"
	}
	if name, port, err := net.SplitHostPort(host); err == nil && port == usual {
		if strings.Contains(name, ":") {
			return "[" + name + "]"
		}
		return name
	}
	return host
}

// Digest is the value of Content-Digest of a body.
func Digest(body []byte) string {
	sum := sha256.Sum256(body)
	return "sha-256=:" + base64.StdEncoding.EncodeToString(sum[:]) + ":"
}

// CheckDigest holds a body to the SHA-256 of the Content-Digest of its request.
func CheckDigest(r *http.Request, body []byte) error {
	d, err := dictionary(r, "Content-Digest")
	if err != nil {
		return err
	}
	m, there := d.Get("sha-256")
	item, ok := m.(httpsfv.Item)
	if !there || !ok {
		return errors.New("Content-Digest is to give the sha-256 of the body")
	}
	sum := sha256.Sum256(body)
	if got, ok := item.Value.([]byte); !ok || string(got) != string(sum[:]) {
		return errors.New("the body is not that of Content-Digest: it was changed on its way")
	}
	return nil
}
