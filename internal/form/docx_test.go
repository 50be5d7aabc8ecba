package form_test

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/servanda-lang/servanda/internal/form"
)

// Every part of a Word document is well-formed and named by its content type, and it is the same each time.
func TestAWordDocumentIsWhole(t *testing.T) {
	var file, again bytes.Buffer
	for _, w := range []io.Writer{&file, &again} {
		if err := form.Docx(w, sample()); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(file.Bytes(), again.Bytes()) {
		t.Error("two documents of one text differ")
	}
	zr, err := zip.NewReader(bytes.NewReader(file.Bytes()), int64(file.Len()))
	if err != nil {
		t.Fatal(err)
	}
	types := docxPart(t, sample(), "[Content_Types].xml")
	for _, part := range zr.File {
		wellFormed(t, part.Name, docxPart(t, sample(), part.Name))
		if strings.HasSuffix(part.Name, ".xml") && part.Name != "[Content_Types].xml" && !strings.Contains(types, `PartName="/`+part.Name+`"`) {
			t.Errorf("%s has no content type", part.Name)
		}
	}
}

// What a Word document refers to is there: lists, links, marks and styles.
func TestAWordDocumentRefersToWhatItHas(t *testing.T) {
	text := docxPart(t, sample(), "word/document.xml")
	for use, def := range map[string]struct{ part, says string }{
		`<w:numId w:val="(\d+)"/>`:            {"word/numbering.xml", `<w:num w:numId="%">`},
		` r:id="(\w+)"`:                       {"word/_rels/document.xml.rels", `Id="%"`},
		`w:anchor="(\w+)"`:                    {"word/document.xml", `w:name="%"`},
		`<w:(?:p|r|tbl)Style w:val="(\w+)"/>`: {"word/styles.xml", `w:styleId="%"`},
	} {
		all := regexp.MustCompile(use).FindAllStringSubmatch(text, -1)
		if len(all) == 0 {
			t.Errorf("nothing like %s", use)
		}
		for _, m := range all {
			if !strings.Contains(docxPart(t, sample(), def.part), strings.ReplaceAll(def.says, "%", m[1])) {
				t.Errorf("%s is not in %s", m[0], def.part)
			}
		}
	}
}

func wellFormed(t *testing.T, name, text string) {
	t.Helper()
	for dec := xml.NewDecoder(strings.NewReader(text)); ; {
		if _, err := dec.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Errorf("%s: %v", name, err)
			return
		}
	}
}

// LibreOffice opens a Word document and finds every word of it.
func TestLibreOfficeOpensAWordDocument(t *testing.T) {
	for _, tool := range []string{"soffice", "pdftotext"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skip("needs " + tool + ": apt-get install libreoffice-writer poppler-utils")
		}
	}
	dir := t.TempDir()
	var file bytes.Buffer
	if err := form.Docx(&file, sample()); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "sample.docx"), file.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
	call := exec.Command("soffice", "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "pdf", "--outdir", dir, filepath.Join(dir, "sample.docx"))
	if out, err := call.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	pdf, err := exec.Command("pdftotext", "-layout", filepath.Join(dir, "sample.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	if keep := os.Getenv("SERVANDA_KEEP"); keep != "" { // to look at
		if err := os.Rename(filepath.Join(dir, "sample.pdf"), filepath.Join(keep, "sample.pdf")); err != nil {
			t.Fatal(err)
		}
	}
	for _, w := range []string{"A small exchange", "Southland can be left with nothing", "leave_hill", "only by breach", "Two more", "step 2", "servanda check `FILE`", "10", "The Peace waits for nothing."} {
		if !strings.Contains(string(pdf), w) {
			t.Errorf("%q is not in the page:\n%s", w, pdf)
		}
	}
}
