package ledger

import (
	"errors"
	"net/url"
	"strings"
)

// keyScheme is the scheme of the URIs of keys, for where only a URI can stand: the source of a CloudEvent, the keyid of a signed request.
const keyScheme = "servanda-key:"

// URI is the key as a URI.
func (p Public) URI() string { return keyScheme + url.PathEscape(p.String()) }

// ParseKeyURI reads a key out of its URI, which has one form only.
func ParseKeyURI(text string) (Public, error) {
	rest, ok := strings.CutPrefix(text, keyScheme)
	if !ok {
		return Public{}, errors.New("the URI of a key begins with " + keyScheme + " and goes on with the key")
	}
	vkey, err := url.PathUnescape(rest)
	if err != nil {
		return Public{}, errors.New("the URI of this key is damaged")
	}
	key, err := ParsePublic(vkey)
	if err == nil && key.URI() != text {
		err = errors.New("the URI of this key is not in the one form that it has")
	}
	return key, err
}

// Sign signs any message; who calls it has to see to it that the message can be taken for nothing else that keys sign here: an entry
// begins with servanda-ledger-entry/v1, a checkpoint with the name of its log, a cosignature with cosignature/v1.
func (p Private) Sign(message []byte) []byte { return p.sign(message) }
