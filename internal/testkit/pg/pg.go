//go:build unix

// Package pg starts a PostgreSQL server for tests, in a folder of its own, reached through a socket there.
//
// Input: a test that wants a database. Output: the address of a new, empty one; the test is skipped where there is no PostgreSQL. A
// package that uses it calls Stop after its tests.
package pg

import (
	"bytes"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
)

// server is a PostgreSQL server.
type server struct {
	bin, dir string
	as       *syscall.SysProcAttr // PostgreSQL does not run as root
}

var postgres struct {
	once   sync.Once
	server *server
	why    string // there is none
	count  int
}

// URL is the address of a new, empty database; the test is skipped where there is no PostgreSQL.
func URL(t testing.TB) string {
	t.Helper()
	postgres.once.Do(func() {
		s, why := newServer()
		if why == "" {
			why = s.start()
		}
		postgres.server, postgres.why = s, why
	})
	if postgres.why != "" {
		t.Skip(postgres.why)
	}
	postgres.count++
	name := fmt.Sprintf("test%d", postgres.count)
	db, err := sql.Open("pgx", postgres.server.url("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	return postgres.server.url(name)
}

func (s *server) url(name string) string {
	return "postgres:///" + name + "?" + url.Values{"host": {s.dir}, "user": {"postgres"}}.Encode()
}

// newServer finds the programs of PostgreSQL and makes a folder of data.
func newServer() (*server, string) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if path, err := exec.LookPath("initdb"); err == nil {
		found = append(found, path)
	}
	if len(found) == 0 {
		return nil, "no PostgreSQL here: apt-get install postgresql (or put initdb and pg_ctl into the PATH)"
	}
	dir, err := os.MkdirTemp("/tmp", "servanda-pg-") // the path of a socket is to be short
	if err != nil {
		return nil, err.Error()
	}
	s := &server{bin: filepath.Dir(found[len(found)-1]), dir: dir}
	if os.Getuid() == 0 {
		if why := s.unprivileged(); why != "" {
			os.RemoveAll(dir)
			return nil, why
		}
	}
	if why := s.run("initdb", "-D", filepath.Join(dir, "data"), "-U", "postgres", "-A", "trust"); why != "" {
		os.RemoveAll(dir)
		return nil, why
	}
	return s, ""
}

// unprivileged makes the server run as the user that Debian's package makes for it.
func (s *server) unprivileged() string {
	u, err := user.Lookup("postgres")
	if err != nil {
		return "PostgreSQL does not run as root, and there is no user postgres: apt-get install postgresql"
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	s.as = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
	if err := os.Chown(s.dir, uid, gid); err != nil {
		return err.Error()
	}
	return ""
}

func (s *server) run(name string, args ...string) string {
	cmd := exec.Command(filepath.Join(s.bin, name), args...)
	cmd.Dir, cmd.SysProcAttr = s.dir, s.as
	var said bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &said
	if err := cmd.Run(); err != nil {
		return fmt.Sprintf("%s: %v\n%s", name, err, &said)
	}
	return ""
}

func (s *server) start() string {
	return s.run("pg_ctl", "start", "-w", "-t", "60", "-D", filepath.Join(s.dir, "data"), "-l", filepath.Join(s.dir, "log"),
		"-o", fmt.Sprintf("-k %s -c listen_addresses= -c max_connections=100", s.dir))
}

// Stop ends the server, if one was started, and takes its folder away.
func Stop() {
	if s := postgres.server; s != nil && postgres.why == "" {
		s.run("pg_ctl", "stop", "-m", "immediate", "-D", filepath.Join(s.dir, "data"))
		os.RemoveAll(s.dir)
	}
}
