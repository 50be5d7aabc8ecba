package diag

// meaningCodes are the codes of the stages that give a file its meaning: resolve, lower and load.
var meaningCodes = []Entry{}
