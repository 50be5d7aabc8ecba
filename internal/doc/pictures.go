package doc

import "iter"

// Pictures are all pictures of a document, in order of reading.
func (d Document) Pictures() iter.Seq[Picture] {
	return func(yield func(Picture) bool) { pictures(d.Blocks, yield) }
}

// pictures goes through blocks until it is told to stop; it reports whether it was not.
func pictures(bs []Block, yield func(Picture) bool) bool {
	for _, b := range bs {
		var within [][]Block
		switch b := b.(type) {
		case Picture:
			if !yield(b) {
				return false
			}
		case Section:
			within = append(within, b.Blocks)
		case Fold:
			within = append(within, b.Blocks)
		case Columns:
			within = b.Parts
		case List:
			for _, it := range b.Items {
				within = append(within, it.Blocks)
			}
		case Switch:
			for _, o := range b.Options {
				within = append(within, o.Blocks)
			}
		}
		for _, part := range within {
			if !pictures(part, yield) {
				return false
			}
		}
	}
	return true
}
