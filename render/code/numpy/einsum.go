package numpy

import (
	"fmt"
	"slices"
	"strings"

	"matcalc/ast"
	"matcalc/render/code/contraction"
)

// einsum lowers a map to the array of its coefficients, without a loop over its directions; nil
// where it is no sum of products over indices.
func (l *lowerer) einsum(n ast.Node, directions []*ast.Symbol) *value {
	form, ok := contraction.Of(n, directions...)
	if !ok {
		return nil
	}
	if len(form.Terms) == 0 {
		return l.sized("np.zeros", form.Axes, form)
	}
	terms := make([]*value, len(form.Terms))
	minus := make([]bool, len(form.Terms))
	for i, t := range form.Terms {
		if terms[i] = l.term(t, form); terms[i] == nil {
			return nil
		}
		minus[i] = t.Coef.Sign() < 0
	}
	v := terms[0]
	switch {
	case len(terms) > 1:
		v = l.graph.sum(addedFirst(terms, minus))
	case minus[0]:
		v = l.graph.negative(v)
	}
	return l.framed(v, form)
}

// addedFirst puts what is subtracted last.
func addedFirst(terms []*value, minus []bool) ([]*value, []bool) {
	var added, subtracted []*value
	for i, t := range terms {
		if minus[i] {
			subtracted = append(subtracted, t)
		} else {
			added = append(added, t)
		}
	}
	signs := slices.Concat(make([]bool, len(added)), slices.Repeat([]bool{true}, len(subtracted)))
	return append(added, subtracted...), signs
}

// framed gives the array of the indices of the result the axes that it has in code: those of
// several indices become one, those of size 1 are put in.
func (l *lowerer) framed(v *value, form *contraction.Form) *value {
	if form.Split() {
		return l.sized("np.reshape", form.Axes, form, v)
	}
	if len(form.Axes) == len(form.Result) {
		return v
	}
	at := make([]string, len(form.Axes))
	for i, x := range form.Axes {
		at[i] = ":"
		if form.Sizes[x] == ast.One {
			at[i] = "None"
		}
	}
	return l.graph.op("$1["+strings.Join(at, ", ")+"]", primaryLevel, primary, len(form.Axes), v)
}

// sized calls a function with arguments and the tuple of the sizes of indices.
func (l *lowerer) sized(function string, indices []contraction.Index, form *contraction.Form, args ...*value) *value {
	var list []string
	for i := range args {
		list = append(list, fmt.Sprintf("${%d}", i+1))
	}
	var sizes []string
	for _, x := range indices {
		args = append(args, l.dim(form.Sizes[x]))
		sizes = append(sizes, fmt.Sprintf("${%d}", len(args)))
	}
	list = append(list, tuple(sizes, true))
	return l.graph.call(function+"("+strings.Join(list, ", ")+")", len(indices), args...)
}

// term lowers a term, without its sign, to an array with the indices of the result.
func (l *lowerer) term(t contraction.Term, form *contraction.Form) *value {
	g := l.graph
	var scalar *value
	var arrays []indexed
	for _, a := range l.merged(t, form) {
		if len(a.indices) > 0 {
			arrays = append(arrays, a)
			continue
		}
		if scalar != nil {
			a.value = g.times(scalar, a.value)
		}
		scalar = a.value
	}
	if len(arrays) == 0 {
		return nil
	}
	array := l.contracted(arrays, form.Result)
	if array == nil {
		return nil
	}
	v := l.scaled(t.Coef.Abs(), t.Scalars, array)
	if scalar != nil {
		v = g.times(scalar, v)
	}
	return v
}

// contracted sums the product of arrays over all indices but those of the result; nil where there
// are too many.
func (l *lowerer) contracted(arrays []indexed, result []contraction.Index) *value {
	if len(arrays) == 1 && slices.Equal(arrays[0].indices, result) {
		return arrays[0].value
	}
	all := slices.Clone(result)
	for _, a := range arrays {
		all = append(all, a.indices...)
	}
	slices.Sort(all)
	if len(slices.Compact(all)) > maxIndices {
		return nil
	}
	letter := map[contraction.Index]byte{}
	spell := func(indices []contraction.Index) string {
		word := make([]byte, len(indices))
		for i, x := range indices {
			if _, ok := letter[x]; !ok {
				letter[x] = letters[len(letter)]
			}
			word[i] = letter[x]
		}
		return string(word)
	}
	out := spell(result)
	var words, list []string
	values := make([]*value, len(arrays))
	for i, a := range arrays {
		values[i] = a.value
		if a.value.text == "$1.T" {
			values[i] = a.value.args[0]
			a.indices = []contraction.Index{a.indices[1], a.indices[0]}
		}
		words = append(words, spell(a.indices))
		list = append(list, fmt.Sprintf("${%d}", i+1))
	}
	// Only then does NumPy look for an order, and multiply matrices.
	if len(arrays) > 2 || len(arrays) == 2 && len(letter) > len(result) {
		list = append(list, "optimize=True")
	}
	return l.graph.call("np.einsum('"+strings.Join(words, ",")+"->"+out+"', "+strings.Join(list, ", ")+")", len(result), values...)
}

// letters name the indices, those of the result first; maxIndices is below the number of axes that
// NumPy takes.
const (
	letters    = "ijklmnopqrstuvwxyzabcdefgh"
	maxIndices = len(letters)
)
