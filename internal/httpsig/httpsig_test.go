package httpsig_test

import (
	"bufio"
	"crypto/ed25519"
	"encoding/base64"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/servanda-lang/servanda/internal/httpsig"
)

// theirs is the request of RFC 9421, B.2, with the signature of B.2.6.
const theirs = "POST /foo?param=Value&Pet=dog HTTP/1.1\r\nHost: example.com\r\nDate: Tue, 20 Apr 2021 02:07:55 GMT\r\nContent-Type: application/json\r\n" +
	"Content-Digest: sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:\r\nContent-Length: 18\r\n" +
	"Signature-Input: sig-b26=(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\");created=1618884473;keyid=\"test-key-ed25519\"\r\n" +
	"Signature: sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:\r\n\r\n{\"hello\": \"world\"}"

func request(t testing.TB, text string) *http.Request {
	t.Helper()
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text)))
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestTheVectorOfTheRFC(t *testing.T) {
	der, err := base64.StdEncoding.DecodeString("MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs=")
	if err != nil {
		t.Fatal(err)
	}
	key := ed25519.PublicKey(der[len(der)-32:])
	all, err := httpsig.Read(request(t, theirs))
	if err != nil || len(all) != 1 {
		t.Fatal(all, err)
	}
	s := all[0]
	if !s.Holds(key) || s.KeyID != "test-key-ed25519" || s.Created.Unix() != 1618884473 {
		t.Errorf("read as %+v; it signs\n%s", s, s.Base)
	}
	for _, change := range [][2]string{{"POST", "PUT"}, {"/foo", "/fop"}, {"example.com", "example.org"}, {"02:07:55", "02:07:56"}, {"created=1618884473", "created=1618884474"}, {"Content-Length: 18", "Content-Length: 17"}} {
		all, err := httpsig.Read(request(t, strings.Replace(theirs, change[0], change[1], 1)))
		if err != nil || all[0].Holds(key) {
			t.Errorf("with %s for %s it holds: %v", change[1], change[0], err)
		}
	}
}

// The digest of RFC 9530, appendix D: that of the body {"hello": "world"} and a line feed.
func TestTheDigestOfTheRFC(t *testing.T) {
	body := []byte("{\"hello\": \"world\"}\n")
	if got, want := httpsig.Digest(body), "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	r, err := http.NewRequest("POST", "http://x/", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Digest", httpsig.Digest(body))
	if err := httpsig.CheckDigest(r, body); err != nil {
		t.Error(err)
	}
	if err := httpsig.CheckDigest(r, body[1:]); err == nil || !strings.Contains(err.Error(), "changed on its way") {
		t.Error(err)
	}
	r.Header.Set("Content-Digest", "md5=:AAAA:")
	if err := httpsig.CheckDigest(r, body); err == nil {
		t.Error("a digest of another kind is none")
	}
}

func TestWhatIsSignedHoldsAndNothingElse(t *testing.T) {
	key := ed25519.NewKeyFromSeed(make([]byte, 32))
	body := []byte(`{"a":1}`)
	r, err := http.NewRequest("POST", "https://Ledger.example:443/v1/events?x=1&y=%20", nil)
	if err != nil {
		t.Fatal(err)
	}
	p := httpsig.Params{KeyID: "k", Nonce: "n", Tag: "t", Created: time.Unix(1_800_000_000, 0).UTC()}
	if err := httpsig.Sign(r, body, p, func(b []byte) []byte { return ed25519.Sign(key, b) }); err != nil {
		t.Fatal(err)
	}
	public := key.Public().(ed25519.PublicKey)
	all, err := httpsig.Read(r)
	p.Alg = httpsig.Algorithm
	if err != nil || len(all) != 1 || !all[0].Holds(public) || all[0].Params != p || len(all[0].Covers) != 5 {
		t.Fatalf("%+v %v", all, err)
	}
	for what, change := range map[string]func(*http.Request){
		"method": func(r *http.Request) { r.Method = "PUT" }, "host": func(r *http.Request) { r.Host = "other.example" },
		"path": func(r *http.Request) { r.URL.Path = "/v1/other" }, "query": func(r *http.Request) { r.URL.RawQuery = "x=1" },
		"digest": func(r *http.Request) { r.Header.Set("Content-Digest", httpsig.Digest(nil)) },
	} {
		other := r.Clone(t.Context())
		change(other)
		if all, err := httpsig.Read(other); err != nil || all[0].Holds(public) {
			t.Errorf("with another %s it holds: %v", what, err)
		}
	}
}

func TestWhatCannotBeRead(t *testing.T) {
	sig := ":" + base64.StdEncoding.EncodeToString(make([]byte, 64)) + ":"
	for says, fields := range map[string][2]string{
		"is no dictionary":       {"a=(", "a=" + sig},
		"name the same":          {`a=("@method")`, ""},
		"has no \"a\"":           {`a=("@method")`, "b=" + sig},
		"holds lists":            {`a="x"`, "a=" + sig},
		"no signature by":        {`a=("@method")`, "a=:AAAA:"},
		"without parameters":     {`a=("@method";req)`, "a=" + sig},
		"each once":              {`a=("@method" "@method")`, "a=" + sig},
		"is not known here":      {`a=("@status")`, "a=" + sig},
		"is not there":           {`a=("x-none")`, "a=" + sig},
		"whole number":           {`a=("@method");created="x"`, "a=" + sig},
		"keyid is to be a text":  {`a=("@method");keyid=7`, "a=" + sig},
		"\"\" is not known here": {`a=("")`, "a=" + sig},
	} {
		r := request(t, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		r.Header.Set("Signature-Input", fields[0])
		r.Header.Set("Signature", fields[1])
		if _, err := httpsig.Read(r); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%s: %v", says, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	r := request(f, theirs)
	f.Add(r.Header.Get("Signature-Input"), r.Header.Get("Signature"), r.Header.Get("Content-Digest"))
	key := ed25519.NewKeyFromSeed(make([]byte, 32)).Public().(ed25519.PublicKey)
	f.Fuzz(func(t *testing.T, input, signature, digest string) {
		r := request(t, "GET /?a HTTP/1.1\r\nHost: x\r\n\r\n")
		r.Header["Signature-Input"], r.Header["Signature"], r.Header["Content-Digest"] = []string{input}, []string{signature}, []string{digest}
		all, err := httpsig.Read(r)
		for _, s := range all {
			if err == nil && s.Holds(key) {
				t.Fatal("a signature that nobody has made holds")
			}
		}
		httpsig.CheckDigest(r, nil)
	})
}
