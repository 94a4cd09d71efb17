// SPDX-License-Identifier: Apache-2.0
package blocks.floating.matrixengine;

import blocks.floating.Products;
import blocks.floating.exactsum.ExactSum;
import blocks.floating.fpadder.FpAdder;
import java.util.ArrayList;
import java.util.List;
import kakure.golden.FloatEdges.Subnormals;
import kakure.golden.FloatFormat;
import kakure.kernel.Arc;
import kakure.kernel.Assembly;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.ModuleName;
import kakure.kernel.Ranges;
import kakure.kernel.Sig;
import kakure.kernel.Stream;
import kakure.kernel.Type;

/**
 * A grid of sums, each fed by products of its row's and its column's operands: what training a network by matrices needs.
 *
 * <pre>
 * update: s[r][c] = w[r][c] + s[r][c] b[0][0]
 * first:  s[r][c] = sum over d of a[r][d] b[d][c]
 * else:   s[r][c] = s[r][c] + sum over d of a[r][d] b[d][c]
 * emit:   s leaves
 * </pre>
 *
 * <p>A matrix product of any inner size is a beat for each {@code depth} of it. Which of its operands is transposed is a matter of how they are sent: forward Y = X W, input gradient dX = dY W', weight
 * gradient dW = X' dY; an update follows the gradient that stands in s, b[0][0] being minus the learning rate.
 *
 * <p>Sums in the format go over d through a balanced tree as in {@code dotproduct}, each rounded. Exact ones are {@code exactsum}'s: nothing is lost before the sum leaves, or is multiplied in an update.
 *
 * @param rows R, 1 to 256
 * @param columns C, 1 to 256
 * @param depth products of a sum in one beat, D, 1 to 64
 * @param format of all values
 * @param multiplier exact, or lam:COMPENSATION:KEPT:one, parts behind lam left out at will
 * @param accumulate in the format, each sum rounded, or exact, rounded where it is read
 */
public record MatrixEngine(int rows, int columns, int depth, FloatFormat format, Products multiplier, Accumulate accumulate) implements Assembly {
  /** Bits above the largest number: a million of them can be summed. */
  private static final int GUARD = 20;

  /** How products are summed. */
  public enum Accumulate {
    /** Each sum rounded to the format. */
    FORMAT,
    /** Without error, rounded once. */
    EXACT
  }

  /** Checks the ranges. */
  public MatrixEngine {
    Ranges.check("rows", rows, 1, 256);
    Ranges.check("columns", columns, 1, 256);
    Ranges.check("depth", depth, 1, 64);
    if (rows * columns * depth > 4_096) throw new IllegalArgumentException("rows x columns x depth = " + rows * columns * depth + " multipliers are more than 4096");
    multiplier.lam(format);
    if (accumulate == Accumulate.EXACT) new ExactSum(Math.max(2, depth), format, GUARD);
  }

  /** One whose sums are rounded to the format. */
  public MatrixEngine(int rows, int columns, int depth, FloatFormat format, Products multiplier) {
    this(rows, columns, depth, format, multiplier, Accumulate.FORMAT);
  }

  /**
   * {@code op}: a beat of operands; {@code a}: element r * depth + d; {@code b}: d * columns + c; {@code w}: r * columns + c; {@code mask}: of adaptive multipliers, the kept fraction bits.
   */
  public record In<T>(T opValid, T opFirst, T opUpdate, T opEmit, T opA, T opB, T opW, List<T> opMask, T yReady) {}

  /** {@code y}: the sums, element r * columns + c. */
  public record Out<T>(T opReady, T yValid, T y) {}

  @Override
  public String moduleName() {
    return ModuleName.of("matrix_engine_" + format + "_" + multiplier.word() + (exact() ? "_exact_sums" : ""), rows, columns, depth).text();
  }

  @Override
  public List<String> comment() {
    return List.of(
        "s[r][c] = sum over d of a[r][d] b[d][c] (first), or that added to s[r][c], or w[r][c] + s[r][c] b[0][0] (update); emit sends s away.",
        rows + " rows x " + columns + " columns x " + depth + " products of a sum, " + multiplier + " in " + format + (exact() ? "; sums without error, rounded where they are read." : "."));
  }

  @Override
  public In<Type> in() {
    var flag = Type.bit().control();
    var mask = multiplier.adaptive() ? List.<Type>of(Type.bits(format.fractionBits())) : List.<Type>of();
    return new In<>(flag, flag, flag, flag, values(rows * depth), values(depth * columns), values(rows * columns), mask, flag);
  }

  @Override
  public Out<Type> out() {
    return new Out<>(Type.bit().control(), Type.bit().control(), values(rows * columns));
  }

  private Type values(int n) {
    return Type.vec(n, Type.bits(format.bits()));
  }

  @Override
  public List<Stream> streams() {
    var data = new ArrayList<>(List.of("op_first_i", "op_update_i", "op_emit_i", "op_a_i", "op_b_i", "op_w_i"));
    if (multiplier.adaptive()) data.add("op_mask_0_i");
    return List.of(Stream.in("op", data.toArray(String[]::new)), Stream.out("y", "y_o"));
  }

  @Override
  public List<Arc> arcs() {
    return List.of(Arc.comb("y_ready_i", "op_ready_o"));
  }

  /** Whether sums are exact. */
  public boolean exact() {
    return accumulate == Accumulate.EXACT;
  }

  /** An accumulator of exact sums: of a beat's products, or of a product and a weight. */
  public ExactSum exactSum() {
    return new ExactSum(Math.max(2, depth), format, GUARD);
  }

  /** An adder of sums in the format. */
  public FpAdder adder() {
    return new FpAdder(format, Products.overflow(format), Subnormals.FLUSH, 0);
  }

  @Override
  @SuppressWarnings("unchecked") // the elaborator hands over the record that in() describes
  public Out<Sig> build(Module m, Record ports) {
    var in = (In<Sig>) ports;
    var waiting = m.loop("y_waits", Type.bit().control());
    var ready = m.wire("op_takes", Expr.or(Expr.not(waiting.sig()), in.yReady()));
    var take = m.wire("take", Expr.and(in.opValid(), ready));
    var valid = m.register("y_valid_q", Expr.and(in.opValid(), in.opEmit()), ready, 0);
    waiting.close(valid);
    var begin = m.wire("fresh", Expr.and(in.opFirst(), Expr.not(in.opUpdate())));
    var sums = new ArrayList<Sig>();
    for (int r = 0; r < rows; r++) for (int c = 0; c < columns; c++) sums.add(element(m, in, take, begin, r, c));
    return new Out<>(ready, valid, m.wire("sums", Expr.vec(sums)));
  }

  private Sig element(Module m, In<Sig> in, Sig take, Sig begin, int r, int c) {
    var at = "_r" + r + "_c" + c;
    var back = m.loop("back" + at, Type.bits(format.bits()));
    var products = new ArrayList<Sig>();
    for (int d = 0; d < depth; d++) {
      Expr a = Expr.element(in.opA(), r * depth + d, rows * depth);
      Expr b = Expr.element(in.opB(), d * columns + c, depth * columns);
      if (d == 0) {
        a = Expr.mux(in.opUpdate(), back.sig(), a);
        if (c > 0) b = Expr.mux(in.opUpdate(), Expr.element(in.opB(), 0, depth * columns), b);
      }
      var name = at + "_d" + d;
      products.add(multiplier.place(m, "product" + name, format, m.wire("a" + name, a), m.wire("b" + name, b), in.opMask()));
    }
    var w = Expr.element(in.opW(), r * columns + c, rows * columns);
    var s = exact() ? exactly(m, in, take, begin, at, products, w) : rounded(m, in, take, begin, at, products, w, back.sig());
    back.close(s);
    return s;
  }

  /** An update begins a sum anew, of the product of the last one and the weight. */
  private Sig exactly(Module m, In<Sig> in, Sig take, Sig begin, String at, List<Sig> products, Expr w) {
    var zero = Expr.constant(0, format.bits());
    var terms = new ArrayList<Sig>();
    terms.add(products.get(0));
    for (int i = 1; i < exactSum().terms(); i++) terms.add(m.wire("term" + at + "_d" + i, Expr.mux(in.opUpdate(), i == 1 ? w : zero, i < depth ? products.get(i) : zero)));
    return exactSum().place(m, "sum" + at, new ExactSum.In<>(take, m.wire("anew" + at, Expr.or(begin, in.opUpdate())), terms)).s();
  }

  private Sig rounded(Module m, In<Sig> in, Sig take, Sig begin, String at, List<Sig> products, Expr w, Sig back) {
    var dot = tree(m, at, products);
    var other = m.wire("other" + at, Expr.mux(in.opUpdate(), w, back));
    var addend = depth == 1 ? dot : m.wire("addend" + at, Expr.mux(in.opUpdate(), products.get(0), dot));
    var sum = adder().place(m, "sum" + at, new FpAdder.In<>(other, addend)).s();
    return m.register("s" + at + "_q", Expr.mux(begin, dot, sum), take);
  }

  private Sig tree(Module m, String at, List<Sig> terms) {
    var below = terms;
    for (int level = 1; below.size() > 1; level++) {
      var here = new ArrayList<Sig>();
      for (int i = 0; i + 1 < below.size(); i += 2) here.add(adder().place(m, "tree" + at + "_l" + level + "_" + i / 2, new FpAdder.In<>(below.get(i), below.get(i + 1))).s());
      if (below.size() % 2 != 0) here.add(below.get(below.size() - 1));
      below = here;
    }
    return below.get(0);
  }

  /** Places the engine and returns its outputs. */
  public Out<Sig> place(Module m, String name, In<Sig> in) {
    return m.place(this, name, in, out());
  }
}
