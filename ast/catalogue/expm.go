package catalogue

import (
	"fmt"
	"strconv"
	"strings"
	"sync"

	"gonum.org/v1/gonum/mat"

	"matcalc/ast"
)

// expmDerivatives holds the derivatives of expm that are not in the table, by order.
var expmDerivatives sync.Map

// expmDerivativeNamed gives the function of that name, d3expm, d4expm, …, which exist for every
// order up to MaxExpmOrder, or nil.
func expmDerivativeNamed(name string) *ast.Function {
	digits, ok := strings.CutSuffix(strings.TrimPrefix(name, "d"), "expm")
	order, err := strconv.Atoi(digits)
	if !ok || err != nil || order < 3 || order > MaxExpmOrder || name != "d"+strconv.Itoa(order)+"expm" {
		return nil
	}
	f, ok := expmDerivatives.Load(order)
	if !ok {
		f, _ = expmDerivatives.LoadOrStore(order, expmDerivative(order))
	}
	return f.(*ast.Function)
}

// MaxExpmOrder is the highest order of a derivative of expm that has a name. The value of order k is
// a block of the exponential of a matrix 2^k times as large, which this bounds.
const MaxExpmOrder = 4

// expmDerivative is the derivative of order k of expm at X, applied to k directions: linear and
// symmetric in them. Its adjoint in the last direction is the same function of the transposes:
// G : dkexpm(X,U,…,V) is dkexpm(X',U',…,G) : V.
func expmDerivative(k int) *ast.Function {
	name := expmName(k)
	directions := make([]string, k)
	for i := range directions {
		directions[i] = "E"
		if k > 1 {
			directions[i] += strconv.Itoa(i + 1)
		}
	}
	// The differential of each argument stands in the last place, which the symmetry allows.
	var terms []string
	for i, e := range directions {
		others := append([]string{"X"}, directions[:i]...)
		others = append(others, directions[i+1:]...)
		terms = append(terms, fmt.Sprintf("%s(%s,d(%s))", name, strings.Join(others, ","), e))
	}
	if k < MaxExpmOrder {
		terms = append(terms, fmt.Sprintf("%s(X,%s,d(X))", expmName(k+1), strings.Join(directions, ",")))
	}
	doc := "derivative of expm at X applied to E"
	if k > 1 {
		doc = fmt.Sprintf("derivative of order %d of expm at X applied to %s", k, strings.Join(directions, ", "))
	}
	last := ""
	if k == MaxExpmOrder {
		last = fmt.Sprintf("derivatives of expm are known up to the order %d", k)
	}
	return &ast.Function{
		Name: name, Doc: doc, NoFurther: last,
		Params:       append([]string{"X"}, directions...),
		Signatures:   sig(strings.Repeat("n x n, ", k) + "n x n -> n x n"),
		Differential: strings.Join(terms, " + "),
		Source:       higham + "section 3.2, theorem 3.6 (Mathias)",
		Value:        expmDirectional,
		Notation:     notation{"latex": fmt.Sprintf(`D%s\exp\left($1\right)[%s]`, superscript(k), places(k)), "numpy": "_dexpm($*)"},
	}
}

func expmName(k int) string {
	if k == 1 {
		return "dexpm"
	}
	return "d" + strconv.Itoa(k) + "expm"
}

func superscript(k int) string {
	if k == 1 {
		return ""
	}
	return "^{" + strconv.Itoa(k) + "}"
}

func places(k int) string {
	out := make([]string, k)
	for i := range out {
		out[i] = "$" + strconv.Itoa(i+2)
	}
	return strings.Join(out, ",")
}

// expmDirectional takes the upper right block of the exponential of
//
//	M₀ = X,  M_k = [ M_{k-1}  I⊗E_k ; 0  M_{k-1} ]
//
// which is the derivative in the directions E_1, …, E_k.
func expmDirectional(args []ast.Array, _ []int) (ast.Array, error) {
	n := args[0].Rows
	size := n << (len(args) - 1)
	m := mat.NewDense(size, size, nil)
	for block := 0; block < size; block += n {
		put(m, block, block, args[0])
	}
	for k, e := range args[1:] {
		half := n << k
		for start := 0; start < size; start += 2 * half {
			for offset := 0; offset < half; offset += n {
				put(m, start+offset, start+half+offset, e)
			}
		}
	}
	if mat.Norm(m, 1) > maxExponent {
		return undefined(n, n)
	}
	m.Exp(m)
	out := ast.NewArray(n, n)
	for i := range n {
		for j := range n {
			out.Set(i, j, m.At(i, size-n+j))
		}
	}
	return out, nil
}

func put(m *mat.Dense, row, col int, a ast.Array) {
	for i := range a.Rows {
		for j := range a.Cols {
			m.Set(row+i, col+j, a.At(i, j))
		}
	}
}
