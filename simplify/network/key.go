package network

import (
	"slices"
)

// Colours tell apart what differs in a network: the factors by what they are and by the colours of
// their indices, the indices by the colours of the factors that they meet, round after round, until no
// round tells more apart (Weisfeiler and Leman 1968).
type colours struct {
	factors, indices []uint64
}

// mix is a bijection of words that spreads its bits (the finalizer of SplitMix64, Steele et al. 2014).
func mix(x uint64) uint64 {
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}

// hash makes one word of several, whose order matters.
func hash(words ...uint64) uint64 {
	h := uint64(len(words))
	for _, w := range words {
		h = mix(h ^ mix(w))
	}
	return h
}

func text(s string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 1099511628211
	}
	return h
}

// colour finds the colours of the factors and indices of n.
func (n *Network) colour() colours {
	c := colours{make([]uint64, len(n.Factors)), make([]uint64, len(n.Dims))}
	for i, f := range n.Factors {
		c.factors[i] = hash(uint64(f.Base.ID()), text(f.Exponent.String()))
	}
	for i, d := range n.Dims {
		var free uint64
		if i == n.Row {
			free |= 1
		}
		if i == n.Col {
			free |= 2
		}
		c.indices[i] = hash(free, text(d.String()))
	}
	for kinds := 0; ; {
		now := distinct(c.factors) + distinct(c.indices)
		if now == kinds {
			return c
		}
		kinds = now
		n.round(&c)
		n.round(&c)
	}
}

func distinct(words []uint64) int {
	sorted := slices.Clone(words)
	slices.Sort(sorted)
	return len(slices.Compact(sorted))
}

// round makes new colours of the old ones.
func (n *Network) round(c *colours) {
	of := func(i int) uint64 {
		if i == None {
			return 1
		}
		return c.indices[i]
	}
	met := make([]uint64, len(c.indices))
	meet := func(i int, word uint64) {
		if i != None {
			met[i] += mix(word)
		}
	}
	for i, f := range n.Factors {
		row, col := of(f.Row), of(f.Col)
		ends := [2]uint64{2, 3}
		if symmetric(f) {
			ends[1] = ends[0]
			row, col = min(row, col), max(row, col)
		}
		same := uint64(0)
		if f.Row == f.Col {
			same = 1
		}
		c.factors[i] = hash(c.factors[i], row, col, same)
		meet(f.Row, hash(c.factors[i], ends[0]))
		meet(f.Col, hash(c.factors[i], ends[1]))
	}
	for i := range c.indices {
		c.indices[i] = hash(c.indices[i], met[i])
	}
}

// Key is a number that equal networks share, whatever their numbers in front, and different ones
// hardly ever do.
func (n *Network) Key() uint64 {
	c := n.colour()
	part := n.components()
	sums := map[int][2]uint64{}
	for i, p := range part.factors {
		s := sums[p]
		sums[p] = [2]uint64{s[0] + mix(c.factors[i]), s[1] + 1}
	}
	for i, p := range part.indices {
		s := sums[p]
		sums[p] = [2]uint64{s[0] + mix(c.indices[i]), s[1] + 1<<32}
	}
	var key uint64
	for _, s := range sums {
		key += hash(s[0], s[1])
	}
	return key
}

// components tell for each factor and index to which connected part of the network it belongs.
type components struct{ factors, indices []int }

func (n *Network) components() components {
	links := make([]int, len(n.Dims)+len(n.Factors))
	for i := range links {
		links[i] = i
	}
	find := func(i int) int {
		for links[i] != i {
			i = links[i]
		}
		return i
	}
	for k, f := range n.Factors {
		for _, i := range []int{f.Row, f.Col} {
			if i != None {
				links[find(len(n.Dims)+k)] = find(i)
			}
		}
	}
	c := components{make([]int, len(n.Factors)), make([]int, len(n.Dims))}
	for i := range c.indices {
		c.indices[i] = find(i)
	}
	for k := range c.factors {
		c.factors[k] = find(len(n.Dims) + k)
	}
	return c
}
