package store

import (
	"bytes"
	"compress/flate"
	"fmt"
	"io"
)

// most bounds what is unpacked: a database of somebody else's is no reason to run out of memory.
const most = 256 << 20

// pack makes what is kept smaller (RFC 1951).
func pack(text []byte) ([]byte, error) {
	var b bytes.Buffer
	w, err := flate.NewWriter(&b, flate.DefaultCompression)
	if err != nil {
		return nil, err
	}
	if _, err := w.Write(text); err != nil {
		return nil, err
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func unpack(packed []byte) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(flate.NewReader(bytes.NewReader(packed)), most+1))
	if err != nil {
		return nil, fmt.Errorf("what stands in the store is damaged: %w", err)
	}
	if len(text) > most {
		return nil, fmt.Errorf("what stands in the store is larger than %d MB", most>>20)
	}
	return text, nil
}
