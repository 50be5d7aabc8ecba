//go:build unix

// Package postgres gives tests a PostgreSQL server of their own, from Debian's package; where there is none they are skipped and say so.
//
// Input: nothing. Output: addresses of new, empty databases. It is for tests only.
package postgres

import (
	"bytes"
	"context"
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
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver
)

// server is a PostgreSQL server that the tests start for themselves, in a folder of their own, reached through a socket there.
type server struct {
	bin, dir string
	as       *syscall.SysProcAttr // PostgreSQL does not run as root
}

var only struct {
	once   sync.Once
	server *server
	why    string // there is none
	count  int
}

// URL is the address of a new, empty database; the test is skipped where there is no PostgreSQL.
func URL(t testing.TB) string {
	t.Helper()
	only.once.Do(func() {
		s, why := newServer()
		if why == "" {
			why = s.start()
		}
		only.server, only.why = s, why
	})
	if only.why != "" {
		t.Skip(only.why)
	}
	only.count++
	name := fmt.Sprintf("ledger%d", only.count)
	db, err := sql.Open("pgx", only.server.url("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec("CREATE DATABASE " + name); err != nil {
		t.Fatal(err)
	}
	return only.server.url(name)
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
		"-o", fmt.Sprintf("-k %s -c listen_addresses= -c max_connections=50", s.dir))
}

// kill ends the server as a machine does that loses its power: its first process and all others at once.
func (s *server) kill(t testing.TB) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(s.dir, "data", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := bytes.Cut(text, []byte("\n"))
	pid, err := strconv.Atoi(string(first))
	if err != nil {
		t.Fatal(err)
	}
	kids, _ := exec.Command("pgrep", "-P", strconv.Itoa(pid)).Output()
	syscall.Kill(pid, syscall.SIGKILL)
	for _, kid := range bytes.Fields(kids) {
		if n, err := strconv.Atoi(string(kid)); err == nil {
			syscall.Kill(n, syscall.SIGKILL)
		}
	}
	os.Remove(filepath.Join(s.dir, "data", "postmaster.pid"))
	s.await(t)
}

// await starts the server again, once all of the last one is gone.
func (s *server) await(t testing.TB) {
	t.Helper()
	ctx, stop := context.WithTimeout(t.Context(), time.Minute)
	defer stop()
	for {
		why := s.start()
		if why == "" {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatal(why)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

// Stop ends the server, if one was started; a test program calls it when its tests are done.
func Stop() {
	if s := only.server; s != nil && only.why == "" {
		s.run("pg_ctl", "stop", "-m", "immediate", "-D", filepath.Join(s.dir, "data"))
		os.RemoveAll(s.dir)
	}
}

// Kill ends the server as a machine does that loses its power, and starts it again.
func Kill(t testing.TB) { only.server.kill(t) }
