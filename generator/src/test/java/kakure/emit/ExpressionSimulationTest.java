// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import kakure.ExternalTool;
import kakure.kernel.Expr;
import kakure.kernel.Module;
import kakure.kernel.Netlist;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import kakure.spec.Stimulus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random expressions mean in Icarus Verilog what they mean by definition: the printed signs, widths and parentheses are right. */
class ExpressionSimulationTest {
  private static final int EXPRESSIONS = 400;
  private static final int VECTORS = 12;
  private static final long SEED = Long.getLong("seed", 1);

  @TempDir Path temp;

  private final SplittableRandom rng = new SplittableRandom(SEED);
  private final List<Sig> inputs = new ArrayList<>();

  @Test
  void printedExpressionsMeanWhatTheySay() throws Exception {
    var icarus = new ExternalTool("iverilog").require();
    var m = Module.of("dut");
    for (int width : new int[] {1, 2, 5, 8}) {
      for (int i = 0; i < 2; i++) {
        inputs.add(m.input("u" + width + "_" + i, Type.bits(width).control()));
        inputs.add(m.input("s" + width + "_" + i, Type.signed(width).control()));
      }
    }
    var outputs = new LinkedHashMap<String, Expr>();
    m.unused(inputs.toArray(Sig[]::new));
    for (int i = 0; i < EXPRESSIONS; i++) {
      var e = random(new int[] {1, 2, 5, 8}[rng.nextInt(4)], rng.nextInt(2) == 0, 4);
      outputs.put("y" + i, e);
      m.output("y" + i, m.wire("w" + i, e));
    }
    Files.writeString(temp.resolve("dut.v"), Emitter.emit(Netlist.elaborate(m), EmitOptions.defaults()).get("dut.v"));
    var expected = new ArrayList<String>();
    Files.writeString(temp.resolve("bench.v"), bench(outputs, expected));
    var built = icarus.run(temp, List.of("-g2005", "-Wall", "-o", "bench", "bench.v", "dut.v"));
    assertThat(built.text()).isEmpty();
    var lines = new ExternalTool("vvp").run(temp, List.of("-n", "bench")).text().lines().toList();
    assertThat(lines).hasSameSizeAs(expected);
    var verilog = Files.readAllLines(temp.resolve("dut.v"));
    for (int i = 0; i < expected.size(); i++) {
      var wire = " w" + expected.get(i).substring(1, expected.get(i).indexOf(' ')) + " = ";
      assertThat(lines.get(i)).as(() -> "seed " + SEED + ": " + verilog.stream().filter(l -> l.contains(wire)).toList()).isEqualTo(expected.get(i));
    }
  }

  private String bench(Map<String, Expr> outputs, List<String> expected) {
    var text = new StringBuilder("module bench;\n");
    for (var in : inputs) text.append("  reg [").append(in.type().width() - 1).append(":0] ").append(in).append(";\n");
    outputs.forEach((name, e) -> text.append("  wire [").append(e.type().width() - 1).append(":0] ").append(name).append(";\n"));
    text.append("  dut u_dut (\n    ");
    for (var in : inputs) text.append('.').append(in).append('(').append(in).append("), ");
    text.append(String.join(", ", outputs.keySet().stream().map(n -> "." + n + "_o(" + n + ")").toList())).append(");\n  initial begin\n");
    for (int v = 0; v < VECTORS; v++) {
      var values = new LinkedHashMap<Sig, BigInteger>();
      for (var in : inputs) values.put(in, Stimulus.bits(rng, in.type().width()));
      values.forEach((in, value) -> text.append("    ").append(in).append(" = ").append(value).append(";\n"));
      text.append("    #1;\n");
      outputs.forEach((name, e) -> {
        text.append("    $display(\"").append(name).append(" %0h\", ").append(name).append(");\n");
        expected.add(name + " " + value(e, values).toString(16));
      });
    }
    return text.append("  end\nendmodule\n").toString();
  }

  /** An expression of this width and sign. */
  private Expr random(int width, boolean signed, int depth) {
    if (depth == 0 || rng.nextInt(8) == 0) return leaf(width, signed);
    return switch (rng.nextInt(width == 1 && !signed ? 14 : 8)) {
      case 0 -> Expr.and(random(width, signed, depth - 1), random(width, signed, depth - 1));
      case 1 -> Expr.or(random(width, signed, depth - 1), random(width, signed, depth - 1));
      case 2 -> Expr.xor(random(width, signed, depth - 1), random(width, signed, depth - 1));
      case 3 -> Expr.add(random(width, signed, depth - 1), random(width, signed, depth - 1));
      case 4 -> Expr.sub(random(width, signed, depth - 1), random(width, signed, depth - 1));
      case 5 -> Expr.not(random(width, signed, depth - 1));
      case 6 -> Expr.mux(random(1, false, depth - 1), random(width, signed, depth - 1), random(width, signed, depth - 1));
      case 7 -> recast(random(width, !signed, depth - 1), signed);
      case 8, 9, 10, 11 -> compare(depth);
      case 12 -> Expr.any(random(5, rng.nextInt(2) == 0, depth - 1));
      default -> Expr.all(random(2, rng.nextInt(2) == 0, depth - 1));
    };
  }

  private Expr compare(int depth) {
    int width = rng.nextInt(2) == 0 ? 5 : 8;
    boolean signed = rng.nextInt(2) == 0;
    boolean recast = rng.nextInt(2) == 0; // wires of one sign compared as the other: the sign that Verilog sees is wrong on both sides
    var a = recast ? recast(wire(width, !signed), signed) : random(width, signed, depth - 1);
    var b = recast ? recast(wire(width, !signed), signed) : random(width, signed, depth - 1);
    return rng.nextInt(3) == 0 ? Expr.eq(a, b) : Expr.lt(a, b);
  }

  private Expr leaf(int width, boolean signed) {
    var sig = inputs.get(rng.nextInt(inputs.size()));
    return switch (rng.nextInt(4)) {
      case 0 -> recast(Expr.constant(Stimulus.bits(rng, width), width), signed);
      case 1 -> recast(Expr.resize(sig, width), signed);
      case 2 -> recast(sig.type().width() >= width ? Expr.slice(sig, sig.type().width() - 1, sig.type().width() - width) : Expr.cat(Expr.constant(0, width - sig.type().width()), sig), signed);
      default -> wire(width, signed);
    };
  }

  private Sig wire(int width, boolean signed) {
    return inputs.stream().filter(s -> s.type().width() == width && s.type().signed() == signed).skip(rng.nextInt(2)).findFirst().orElseThrow();
  }

  private static Expr recast(Expr e, boolean signed) {
    return signed ? Expr.asSigned(e) : Expr.asUnsigned(e);
  }

  /** The meaning: raw bits. */
  private static BigInteger value(Expr e, Map<Sig, BigInteger> of) {
    int width = e.type().width();
    if (e instanceof Sig s) return of.get(s);
    if (e instanceof Expr.Constant c) return c.value();
    if (e instanceof Expr.Slice s) return raw(value(s.of(), of).shiftRight(s.lo()), width);
    if (e instanceof Expr.Cast c) return value(c.of(), of);
    if (e instanceof Expr.Not n) return raw(value(n.of(), of).not(), width);
    if (e instanceof Expr.Extend x) return raw(number(x.of(), of), width);
    if (e instanceof Expr.Mux m) return value(value(m.c(), of).testBit(0) ? m.a() : m.b(), of);
    if (e instanceof Expr.Cat c) {
      var all = BigInteger.ZERO;
      for (var part : c.parts()) all = all.shiftLeft(part.type().width()).or(value(part, of));
      return all;
    }
    if (e instanceof Expr.Reduce r) {
      var v = value(r.of(), of);
      return bit(r.fold() == Expr.Fold.ANY ? v.signum() != 0 : v.bitCount() == r.of().type().width());
    }
    var b = (Expr.Binary) e;
    var x = value(b.a(), of);
    var y = value(b.b(), of);
    return switch (b.op()) {
      case AND -> x.and(y);
      case OR -> x.or(y);
      case XOR -> x.xor(y);
      case ADD -> raw(x.add(y), width);
      case SUB -> raw(x.subtract(y), width);
      case EQ -> bit(x.equals(y));
      case LT -> bit(number(b.a(), of).compareTo(number(b.b(), of)) < 0);
    };
  }

  private static BigInteger number(Expr e, Map<Sig, BigInteger> of) {
    var v = value(e, of);
    return e.type().signed() && v.testBit(e.type().width() - 1) ? v.subtract(BigInteger.ONE.shiftLeft(e.type().width())) : v;
  }

  private static BigInteger raw(BigInteger v, int width) {
    return v.mod(BigInteger.ONE.shiftLeft(width));
  }

  private static BigInteger bit(boolean b) {
    return b ? BigInteger.ONE : BigInteger.ZERO;
  }
}
