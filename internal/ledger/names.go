package ledger

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"slices"
)

type names struct {
	parts int64
	held  []name
}

type name struct {
	hash [16]byte
	at   int64
}

func (ns *names) add(ref string, at, part int64) {
	sum := sha256.Sum256([]byte(ref))
	if (int64(sum[0])<<16|int64(sum[1])<<8|int64(sum[2]))%ns.parts == part {
		ns.held = append(ns.held, name{[16]byte(sum[3:19]), at})
	}
}

func (ns *names) twice() error {
	slices.SortFunc(ns.held, func(a, b name) int {
		return cmp.Or(bytes.Compare(a.hash[:], b.hash[:]), cmp.Compare(a.at, b.at))
	})
	defer func() { ns.held = ns.held[:0] }()
	for i := 1; i < len(ns.held); i++ {
		if ns.held[i].hash == ns.held[i-1].hash {
			return brokenAt(ns.held[i].at, "this was said before, in entry %d: its reporter's statement was recorded twice", ns.held[i-1].at)
		}
	}
	return nil
}

func (v *verifying) twice(ctx context.Context) error {
	if err := v.names.twice(); err != nil {
		return err
	}
	for part := int64(1); part < v.names.parts; part++ {
		err := Each(ctx, v.src, v.size, func(n int64, e *Entry) error {
			v.names.add(e.Ref(), n, part)
			return nil
		})
		if err != nil {
			return err
		}
		if err := v.names.twice(); err != nil {
			return err
		}
	}
	return nil
}

func Each(ctx context.Context, src Source, size int64, do func(int64, *Entry) error) error {
	for from := int64(0); from < size; {
		rows, err := src.Rows(ctx, from, int(min(block, size-from)))
		if err == nil && len(rows) == 0 {
			err = brokenAt(from, "it is gone since it was read a moment ago")
		}
		if err != nil {
			return err
		}
		for i, row := range rows {
			e, err := ParseEntry(row.Data)
			if err != nil {
				return brokenAt(from+int64(i), "it is another than a moment ago: %v", err)
			}
			if err := do(from+int64(i), &e); err != nil {
				return err
			}
		}
		from += int64(len(rows))
	}
	return nil
}
