package form

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/servanda-lang/servanda/internal/doc"
)

// drawing is the <svg> of a picture with a title and a description that is read out.
func drawing(p doc.Picture, id string) (string, error) {
	opened, err := harmless(p.SVG)
	if err != nil {
		return "", fmt.Errorf("the picture %q: %w", p.Title.String(), err)
	}
	head, rest := strings.TrimSuffix(string(p.SVG[:opened]), ">"), string(p.SVG[opened:])
	return head + ` role="img" aria-labelledby="` + id + `-title ` + id + `-desc"><title id="` + id + `-title">` +
		letter(clean(p.Title.String())) + `</title><desc id="` + id + `-desc">` + letter(clean(p.Alt)) + "</desc>" + rest + "\n", nil
}

// SVG writes the drawing of a picture as a file of its own.
func SVG(w io.Writer, p doc.Picture) error {
	text, err := drawing(p, "picture")
	return write(w, text, err)
}

// harmless refuses a drawing that runs something, fetches something, or is not one whole <svg> element with something in it. It
// gives the place after its opening tag.
func harmless(svg []byte) (opened int, err error) {
	if !bytes.HasPrefix(svg, []byte("<svg ")) {
		return 0, errors.New("it does not begin with <svg")
	}
	dec := xml.NewDecoder(bytes.NewReader(svg))
	for depth := 0; ; {
		token, err := dec.Token()
		switch {
		case errors.Is(err, io.EOF):
			if bytes.HasSuffix(svg[:opened], []byte("/>")) {
				return 0, errors.New("it is empty")
			}
			return opened, nil
		case err != nil:
			return 0, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			if depth == 0 && opened > 0 {
				return 0, errors.New("it is more than one element")
			}
			if depth++; opened == 0 {
				opened = int(dec.InputOffset())
			}
			err = harmlessElement(t)
		case xml.EndElement:
			depth--
		case xml.CharData:
			err = fetchesNothing(string(t))
		default:
			err = errors.New("it has more than elements and text")
		}
		if err != nil {
			return 0, err
		}
	}
}

// fetchesNothing refuses a text of a style that leads elsewhere.
func fetchesNothing(text string) error {
	if strings.Contains(text, "@import") || strings.Count(text, "url(") > strings.Count(text, "url(#") {
		return errors.New("it fetches something")
	}
	return nil
}

func harmlessElement(t xml.StartElement) error {
	switch strings.ToLower(t.Name.Local) {
	case "script", "foreignobject", "iframe", "image", "animate", "set":
		return fmt.Errorf("it has a <%s>", t.Name.Local)
	}
	for _, a := range t.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.TrimSpace(a.Value)
		switch {
		case strings.HasPrefix(name, "on"):
			return fmt.Errorf("it has an attribute %s", a.Name.Local)
		case (name == "href" || name == "src") && !strings.HasPrefix(value, "#"):
			return fmt.Errorf("it leads to %q", value)
		}
		if err := fetchesNothing(value); err != nil {
			return err
		}
	}
	return nil
}
