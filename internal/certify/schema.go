package certify

import _ "embed"

// SchemaText is the JSON Schema of a certificate.
//
//go:embed certificate.schema.json
var SchemaText []byte
