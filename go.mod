module github.com/servanda-lang/servanda

go 1.26
