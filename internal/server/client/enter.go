package client

import (
	"context"
	"encoding/json"
	"net/http"
	"strings"

	"github.com/servanda-lang/servanda/internal/ledger"
)

// Enter asks for a link that lets a browser in, in the name of the key.
func (c *Client) Enter(ctx context.Context) (string, error) {
	text, err := c.do(ctx, asking{method: http.MethodPost, path: "v1/links", most: 4096})
	if err != nil {
		return "", err
	}
	var link struct {
		Path string `json:"path"`
	}
	if json.Unmarshal(text, &link) != nil || !strings.HasPrefix(link.Path, "/enter?link=") {
		return "", &ledger.Broken{Entry: -1, What: "the server answers with no link"}
	}
	return strings.TrimSuffix(c.base.String(), "/") + link.Path, nil
}
