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

// drawSizes gives the dimension names in the nodes sizes at which every dimension of those that count is
// at least 1, and no array of them is larger than need be. Sizes that are fixed stay.
func drawSizes(rng *rand.Rand, nodes, count []ast.Node, fixed map[string]int) (map[string]int, error) {
	names, _, _ := dimensions(nodes)
	_, dims, shapes := dimensions(count)
	var best map[string]int
	least := maxEntries + 1
	err := ErrTooLarge
	for _, pool := range sizePools {
		for range 4 {
			sizes := map[string]int{}
			order := rng.Perm(len(pool))
			i := 0
			for _, name := range names {
				if n, ok := fixed[name]; ok {
					sizes[name] = n
					continue
				}
				sizes[name] = pool[order[i%len(pool)]]
				i++
			}
			entries, e := largest(sizes, dims, shapes)
			if e != nil {
				err = e
				continue
			}
			if entries < least {
				best, least = sizes, entries
			}
			if entries <= comfortable || len(names) == 0 {
				return best, nil
			}
		}
	}
	if best == nil {
		return nil, err
	}
	return best, nil
}

// dimensions lists the names of dimensions in order of appearance, all dimensions, and all shapes.
func dimensions(nodes []ast.Node) (names []string, dims []ast.Dim, shapes []ast.Shape) {
	seenName, seenDim, seenShape := map[string]bool{}, map[ast.Dim]bool{}, map[ast.Shape]bool{}
	dim := func(d ast.Dim) {
		if seenDim[d] {
			return
		}
		seenDim[d] = true
		dims = append(dims, d)
		for _, name := range d.Names() {
			if !seenName[name] {
				seenName[name] = true
				names = append(names, name)
			}
		}
	}
	shape := func(s ast.Shape) {
		if len(shapes) > 0 && s == shapes[len(shapes)-1] {
			return
		}
		if !seenShape[s] {
			seenShape[s] = true
			shapes = append(shapes, s)
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
	return names, dims, shapes
}

// largest is the number of entries of the largest array.
func largest(sizes map[string]int, dims []ast.Dim, shapes []ast.Shape) (int, error) {
	in := New(sizes, nil, 0)
	for _, d := range dims {
		if _, err := in.Size(d); err != nil {
			return 0, err
		}
	}
	top := 0
	for _, s := range shapes {
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
