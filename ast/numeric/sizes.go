package numeric

import (
	"math/rand/v2"

	"matcalc/ast"
)

// sizePools are tried in turn, until no array is too large: small sizes, distinct as far as there
// are enough of them.
var sizePools = [][]int{{2, 3, 4, 5}, {2, 3, 4}, {2, 3}, {3, 2}, {2}, {3, 4, 5, 6}, {1, 2}}

// comfortable is the number of entries of the largest array that a random instance should have.
const comfortable = 2500

// dimensions are the names of sizes that have to be drawn, in order of appearance, and the dimensions and
// shapes that they have to suit.
type dimensions struct {
	names  []string
	dims   []ast.Dim
	shapes []ast.Shape
}

// dimensionsOf takes the names from the nodes, and the dimensions and shapes from those of them that count.
func dimensionsOf(nodes, count []ast.Node) *dimensions {
	d := listDimensions(count)
	if len(nodes) > len(count) {
		d.names = listDimensions(nodes).names
	}
	return d
}

// draw gives the names sizes at which every dimension is at least 1, and no array is larger than need be.
// Sizes that are fixed stay.
func (d *dimensions) draw(rng *rand.Rand, fixed map[string]int) (map[string]int, error) {
	var best map[string]int
	least := maxEntries + 1
	err := ErrTooLarge
	for _, pool := range sizePools {
		for range 4 {
			sizes := map[string]int{}
			order := rng.Perm(len(pool))
			i := 0
			for _, name := range d.names {
				if n, ok := fixed[name]; ok {
					sizes[name] = n
					continue
				}
				sizes[name] = pool[order[i%len(pool)]]
				i++
			}
			entries, e := d.largest(sizes)
			if e != nil {
				err = e
				continue
			}
			if entries < least {
				best, least = sizes, entries
			}
			if entries <= comfortable || len(d.names) == 0 {
				return best, nil
			}
		}
	}
	if best == nil {
		return nil, err
	}
	return best, nil
}

// listDimensions lists all that are in the nodes.
func listDimensions(nodes []ast.Node) *dimensions {
	out := &dimensions{}
	seenName, seenDim, seenShape := map[string]bool{}, map[ast.Dim]bool{}, map[ast.Shape]bool{}
	dim := func(d ast.Dim) {
		if seenDim[d] {
			return
		}
		seenDim[d] = true
		out.dims = append(out.dims, d)
		for _, name := range d.Names() {
			if !seenName[name] {
				seenName[name] = true
				out.names = append(out.names, name)
			}
		}
	}
	shape := func(s ast.Shape) {
		if len(out.shapes) > 0 && s == out.shapes[len(out.shapes)-1] {
			return
		}
		if !seenShape[s] {
			seenShape[s] = true
			out.shapes = append(out.shapes, s)
			dim(s.Rows)
			dim(s.Cols)
		}
	}
	for _, n := range nodes {
		shape(n.Shape())
		switch n := n.(type) {
		case *ast.Symbol:
			if n.Kind == ast.Dimension {
				dim(ast.DimName(n.Name))
			}
		case *ast.Constant:
			for _, d := range n.Dims {
				dim(d)
			}
		case *ast.Call:
			for _, d := range n.Sizes {
				dim(d)
			}
		case *ast.Apply:
			shape(n.Fn.Result)
			for _, s := range n.Fn.Params {
				shape(s)
			}
		}
	}
	return out
}

// largest is the number of entries of the largest array.
func (d *dimensions) largest(sizes map[string]int) (int, error) {
	in := &Instance{sizes: sizes, dims: map[ast.Dim]int{}}
	for _, d := range d.dims {
		if _, err := in.Size(d); err != nil {
			return 0, err
		}
	}
	top := 0
	for _, s := range d.shapes {
		rows, cols, err := in.shape(s)
		if err != nil {
			return 0, err
		}
		if rows > maxEntries || cols > maxEntries {
			return maxEntries + 1, nil
		}
		top = max(top, rows*cols)
	}
	return top, nil
}
