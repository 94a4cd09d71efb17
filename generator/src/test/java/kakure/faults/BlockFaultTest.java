// SPDX-License-Identifier: Apache-2.0
package kakure.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import kakure.Snapshot;
import kakure.kernel.Arc;
import kakure.kernel.Assembly;
import kakure.kernel.Block;
import kakure.kernel.Macro;
import kakure.kernel.Module;
import kakure.kernel.Netlist;
import kakure.kernel.NetlistException;
import kakure.kernel.Sig;
import kakure.kernel.Type;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The text of what can be wrong with a block's own words, or with the inside of an assembly. */
class BlockFaultTest {
  record In<T>(T x) {}

  record Out<T>(T y) {}

  /** A leaf block that says of itself what a test wants. */
  record Leaf(String moduleName, boolean clocked, boolean resettable, List<kakure.kernel.Stream> streams, List<Arc> arcs, Optional<String> template) implements Block {
    Leaf(String name) {
      this(name, true, true, List.of(), List.of(), Optional.of("faults/Leaf.v.ftl"));
    }

    Leaf with(List<kakure.kernel.Stream> s, List<Arc> a) {
      return new Leaf(moduleName, clocked, resettable, s, a, template);
    }

    @Override
    public Record in() {
      return new In<>(Type.bits(4));
    }

    @Override
    public Record out() {
      return new Out<>(Type.bits(4));
    }
  }

  /** An assembly of one 4-bit input and output, with the inside that a test wants. */
  record Shell(String moduleName, boolean clocked, boolean resettable, List<Arc> arcs, BiFunction<Module, Sig, Sig> inside) implements Assembly {
    Shell(boolean clocked, boolean resettable, BiFunction<Module, Sig, Sig> inside) {
      this("shell", clocked, resettable, List.of(), inside);
    }

    @Override
    public Record in() {
      return new In<>(Type.bits(4));
    }

    @Override
    public Record out() {
      return new Out<>(Type.bits(4));
    }

    @Override
    public Record build(Module m, Record in) {
      return new Out<>(inside.apply(m, (Sig) ((In<?>) in).x()));
    }
  }

  /** Contains itself. */
  record Mirror() implements Assembly {
    @Override
    public String moduleName() {
      return "mirror";
    }

    @Override
    public Record in() {
      return new In<>(Type.bits(4));
    }

    @Override
    public Record out() {
      return new Out<>(Type.bits(4));
    }

    @Override
    public Record build(Module m, Record in) {
      return m.place(this, "again", in, out());
    }
  }

  /** An assembly that calls itself a macro. */
  record Hollow() implements Assembly, Macro {
    @Override
    public String moduleName() {
      return "hollow";
    }

    @Override
    public boolean clocked() {
      return false;
    }

    @Override
    public Record in() {
      return new In<>(Type.bits(4));
    }

    @Override
    public Record out() {
      return new Out<>(Type.bits(4));
    }

    @Override
    public Record build(Module m, Record in) {
      return new Out<>(((In<?>) in).x());
    }

    @Override
    public String role() {
      return "ram";
    }

    @Override
    public Map<String, Object> facts() {
      return Map.of();
    }
  }

  @TestFactory
  Stream<DynamicTest> everyFaultSaysWhatWhereWhyAndWhatToDo() {
    var cases = new LinkedHashMap<String, Supplier<Block>>();
    cases.put("module name in capitals", () -> new Leaf("Leaf"));
    cases.put("module named by a keyword of Icarus", () -> new Leaf("wone"));
    cases.put("module name too long", () -> new Leaf("leaf_" + "x".repeat(60)));
    cases.put("reset without clock", () -> new Leaf("leaf", false, true, List.of(), List.of(), Optional.of("faults/Leaf.v.ftl")));
    cases.put("neither template nor inside", () -> new Leaf("leaf", true, true, List.of(), List.of(), Optional.empty()));
    cases.put("stream of ports that are not there", () -> new Leaf("leaf").with(List.of(kakure.kernel.Stream.in("req", "x_i")), List.of()));
    cases.put("valid that is data and waits for ready", () -> new Leaf("leaf").with(List.of(new kakure.kernel.Stream("rsp", kakure.kernel.Stream.Dir.OUT, "y_o", "x_i", List.of())), List.of(Arc.comb("x_i", "y_o"))));
    cases.put("arc against the current", () -> new Leaf("leaf").with(List.of(), List.of(Arc.comb("y_o", "x_i"))));
    cases.put("assembly with an idle clock", () -> new Shell(true, false, (m, x) -> m.wire("same", x)));
    cases.put("assembly with an idle reset", () -> new Shell(true, true, (m, x) -> m.register("x_q", x)));
    cases.put("assembly without the reset it needs", () -> new Shell(true, false, (m, x) -> m.register("x_q", x, 0)));
    cases.put("assembly without the clock it needs", () -> new Shell(false, false, (m, x) -> new Delay(4, 1).place(m, "hold", x)));
    cases.put("register without a clock", () -> new Shell(false, false, (m, x) -> m.register("x_q", x)));
    cases.put("assembly with ports of its own", () -> new Shell(true, false, (m, x) -> {
      m.output("z", x);
      return m.register("x_q", x);
    }));
    cases.put("assembly that contradicts itself", () -> new Shell("shell", true, false, List.of(Arc.latency("x_i", "y_o", 2)), (m, x) -> m.register("x_q", x)));
    cases.put("assembly that contains itself", Mirror::new);
    cases.put("macro with an inside", Hollow::new);
    return cases.entrySet().stream().map(c -> dynamicTest(c.getKey(), () -> {
      var thrown = catchThrowableOfType(NetlistException.class, () -> Netlist.elaborate(c.getValue().get()));
      assertThat(thrown).as("refused").isNotNull();
      Snapshot.check("faults/" + c.getKey().replace(' ', '-') + ".txt", Lines.relative(thrown.getMessage()) + "\n");
    }));
  }
}
