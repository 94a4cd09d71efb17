// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * Glue between blocks; behaviour belongs into templates. Widths never change in silence: operands agree, and {@link #resize} says so where they do not.
 *
 * <p>A result is control only if every operand is; {@link #control(Expr)} is the author's word that a value decides.
 */
public sealed interface Expr
    permits Sig, Expr.Constant, Expr.Slice, Expr.Cat, Expr.Not, Expr.Reduce, Expr.Binary, Expr.Mux, Expr.Extend, Expr.Cast, Expr.Skewed {
  /** Operators of two operands of one type. */
  enum Op {
    AND,
    OR,
    XOR,
    ADD,
    SUB,
    EQ,
    LT
  }

  /** Reductions of all bits to one. */
  enum Fold {
    ANY,
    ALL
  }

  /** A literal. */
  record Constant(BigInteger value, Type type) implements Expr {}

  /** Bits {@code hi} to {@code lo}. */
  record Slice(Sig of, int hi, int lo, Type type) implements Expr {}

  /** Parts side by side, the first in the high bits. */
  record Cat(List<Expr> parts, Type type) implements Expr {}

  /** Every bit inverted. */
  record Not(Expr of, Type type) implements Expr {}

  /** One bit from all. */
  record Reduce(Fold fold, Expr of, Type type) implements Expr {}

  /** {@code a op b}. */
  record Binary(Op op, Expr a, Expr b, Type type) implements Expr {}

  /** {@code c ? a : b}. */
  record Mux(Expr c, Expr a, Expr b, Type type) implements Expr {}

  /** Extended by zeros, or by the sign where the type is signed. */
  record Extend(Sig of, Type type) implements Expr {}

  /** The same bits, read as another sign or kind. */
  record Cast(Expr of, Type type) implements Expr {}

  /** The same value, whose age relative to others is intended: ends the bookkeeping of latencies. */
  record Skewed(Expr of, Type type) implements Expr {}

  /** Width, sign and kind of the value. */
  Type type();

  /** What it is computed from, one level down. */
  default List<Expr> operands() {
    if (this instanceof Slice s) return List.of(s.of);
    if (this instanceof Cat c) return c.parts;
    if (this instanceof Not n) return List.of(n.of);
    if (this instanceof Reduce r) return List.of(r.of);
    if (this instanceof Binary b) return List.of(b.a, b.b);
    if (this instanceof Mux m) return List.of(m.c, m.a, m.b);
    if (this instanceof Extend e) return List.of(e.of);
    if (this instanceof Cast c) return List.of(c.of);
    if (this instanceof Skewed s) return List.of(s.of);
    return List.of();
  }

  /** Clock that the value changes with; empty for a constant. */
  default String clock() {
    for (var o : operands()) if (!o.clock().isEmpty()) return o.clock();
    return "";
  }

  /** Bits {@code hi} to {@code lo}, both included. */
  static Expr slice(Sig s, int hi, int lo) {
    boolean inside = 0 <= lo && lo <= hi && hi < s.type().width();
    if (!inside) Operands.fault("bits " + hi + ":" + lo + " of " + s + " do not exist", s + " has " + s.type() + ", numbered from 0", "0 <= lo <= hi <= " + (s.type().width() - 1), s);
    return new Slice(s, inside ? hi : 0, inside ? lo : 0, new Type(inside ? hi - lo + 1 : 1, false, s.type().kind()));
  }

  /** Bit {@code i}. */
  static Expr bit(Sig s, int i) {
    return slice(s, i, i);
  }

  /** Element {@code i} of a vector of {@code n} equal elements, element 0 in the low bits. */
  static Expr element(Sig s, int i, int n) {
    int width = s.type().width();
    if (n < 1 || width % n != 0) {
      Operands.fault(s + " is no vector of " + n + " elements", width + " bits do not divide by " + n, "give the number of elements it was built with", s);
      return slice(s, 0, 0);
    }
    int each = width / n;
    return slice(s, (i + 1) * each - 1, i * each);
  }

  /** Parts side by side, the first in the high bits. */
  static Expr cat(Expr... highFirst) {
    return cat(Arrays.asList(highFirst));
  }

  /** Parts side by side, the first in the high bits. */
  static Expr cat(List<? extends Expr> highFirst) {
    if (highFirst.isEmpty()) Operands.fault("a concatenation of nothing", "it has no width", "leave it out");
    List<Expr> parts = List.copyOf(highFirst);
    return new Cat(parts, Type.bits(parts.stream().mapToInt(p -> p.type().width()).sum()).of(Operands.kind(parts)));
  }

  /** Elements as a vector: element 0 in the low bits. */
  static Expr vec(List<? extends Expr> lowFirst) {
    var highFirst = new ArrayList<Expr>(lowFirst);
    Collections.reverse(highFirst);
    return cat(highFirst);
  }

  /** Every bit inverted. */
  static Expr not(Expr of) {
    return new Not(of, of.type());
  }

  /** Bitwise and. */
  static Expr and(Expr a, Expr b) {
    return binary(Op.AND, a, b);
  }

  /** Bitwise or. */
  static Expr or(Expr a, Expr b) {
    return binary(Op.OR, a, b);
  }

  /** Bitwise exclusive or. */
  static Expr xor(Expr a, Expr b) {
    return binary(Op.XOR, a, b);
  }

  /** Sum modulo 2^width; resize the operands first to keep the carry. */
  static Expr add(Expr a, Expr b) {
    return binary(Op.ADD, a, b);
  }

  /** Difference modulo 2^width. */
  static Expr sub(Expr a, Expr b) {
    return binary(Op.SUB, a, b);
  }

  /** One bit: equal. */
  static Expr eq(Expr a, Expr b) {
    return binary(Op.EQ, a, b);
  }

  /** One bit: {@code a < b}, in two's complement where both are signed. */
  static Expr lt(Expr a, Expr b) {
    return binary(Op.LT, a, b);
  }

  /** One bit: some bit is 1. */
  static Expr any(Expr of) {
    return new Reduce(Fold.ANY, of, Type.bit().of(of.type().kind()));
  }

  /** One bit: every bit is 1. */
  static Expr all(Expr of) {
    return new Reduce(Fold.ALL, of, Type.bit().of(of.type().kind()));
  }

  /** {@code c ? a : b}; {@code c} is one bit of control, because a selection by random bits simulates slowly: AND and OR those. */
  static Expr mux(Expr c, Expr a, Expr b) {
    Operands.decides("the condition of a mux", c);
    Operands.agree("mux", a, b);
    return new Mux(c, a, b, a.type().of(Operands.kind(List.of(c, a, b))));
  }

  /** The bundle {@code c ? a : b}, leaf by leaf; both have the same leaves. {@link Module#wires} names them. */
  @SuppressWarnings("unchecked") // the copy of a record has the record's class
  static <R extends Record> R mux(Expr c, R a, Record b) {
    var others = Operands.alike("mux", a, b);
    return (R) Records.map(a, (stem, leaf) -> others.containsKey(stem) ? mux(c, (Expr) leaf, others.get(stem)) : leaf);
  }

  /** An unsigned literal, control wherever control is wanted. */
  static Expr constant(long value, int width) {
    return constant(BigInteger.valueOf(value), width);
  }

  /** An unsigned literal. */
  static Expr constant(BigInteger value, int width) {
    if (value.signum() < 0 || value.bitLength() > width) Operands.fault("constant " + value + " does not fit " + width + " bits", "a literal is unsigned, 0 .. 2^" + width + " - 1", "give the raw bits, and Expr.asSigned them");
    return new Constant(value, Type.bits(width).control());
  }

  /** Extended by zeros or the sign, or cut to the low bits. */
  static Expr resize(Sig s, int width) {
    if (width == s.type().width()) return s;
    return width < s.type().width() ? cast(slice(s, width - 1, 0), s.type().withWidth(width)) : new Extend(s, s.type().withWidth(width));
  }

  /** The same bits in two's complement. */
  static Expr asSigned(Expr e) {
    return cast(e, e.type().withSign(true));
  }

  /** The same bits without a sign. */
  static Expr asUnsigned(Expr e) {
    return cast(e, e.type().withSign(false));
  }

  /** The author's word that this value decides something, and is defined from reset on. */
  static Expr control(Expr e) {
    return cast(e, e.type().control());
  }

  /** The same bits, of the sign and kind of a type as wide as they are. */
  static Expr as(Expr e, Type type) {
    return cast(e, type.withWidth(e.type().width()));
  }

  /** The author's word that this value meets younger or older ones on purpose, as in a filter. */
  static Expr skewed(Expr e) {
    return new Skewed(e, e.type());
  }

  private static Expr cast(Expr e, Type to) {
    return e.type().equals(to) ? e : new Cast(e, to);
  }

  private static Expr binary(Op op, Expr a, Expr b) {
    Operands.agree(op.name().toLowerCase(Locale.ROOT), a, b);
    var kind = Operands.kind(List.of(a, b));
    return new Binary(op, a, b, op == Op.EQ || op == Op.LT ? Type.bit().of(kind) : a.type().of(kind));
  }
}
