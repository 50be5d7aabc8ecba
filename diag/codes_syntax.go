package diag

// syntaxCodes are the codes of package syntax.
var syntaxCodes = []Entry{}
