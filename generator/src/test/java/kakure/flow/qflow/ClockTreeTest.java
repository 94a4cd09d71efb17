// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a clock becomes: every register is as deep as any other, no buffer leads to more than it may, and nothing else changes. */
class ClockTreeTest {
  private static final Technology.Buffer BUFFER = new Technology.Buffer("CLKBUF1", "A", "Y");

  /** So many registers in a row, after one buffer that is there already, and with a net that begins as the tree's would. */
  private static Gates registers(int n) {
    var gates = new ArrayList<Gates.Gate>();
    gates.add(new Gates.Gate("CLKBUF1_1", "CLKBUF1", Map.of("A", "d", "Y", "q0")));
    for (int i = 0; i < n; i++) {
      var ends = new LinkedHashMap<String, String>();
      ends.put("D", "q" + i);
      ends.put("CLK", "clk_i");
      ends.put("Q", i == n - 1 ? "CLK_I_t" : "q" + (i + 1));
      gates.add(new Gates.Gate("DFFPOSX1_" + (i + 1), "DFFPOSX1", ends));
    }
    return new Gates("shift", List.of(new Gates.Port("clk_i", true), new Gates.Port("d", true)), gates);
  }

  @ParameterizedTest
  @CsvSource({"65, 1, 5", "256, 1, 16", "257, 2, 19", "2000, 2, 133", "5000, 3, 335"})
  void registersLieAsDeepAsEachOther(int registers, int levels, int buffers) {
    var before = registers(registers);
    var tree = ClockTree.of(before, "clk_i", BUFFER);
    assertThat(tree.levels()).isEqualTo(levels);
    assertThat(tree.pins()).isEqualTo(registers);
    assertThat(tree.text()).contains(registers + " pins through " + (levels == 1 ? "a level of" : "2 levels of").replace("2", String.valueOf(levels)));
    var gates = tree.gates().gates();
    var added = gates.subList(before.gates().size(), gates.size());
    assertThat(added).hasSize(buffers);
    assertThat(gates).extracting(Gates.Gate::name).doesNotHaveDuplicates();
    var driver = new TreeMap<String, String>();
    for (var buffer : added) driver.put(buffer.nets().get("Y"), buffer.nets().get("A"));
    assertThat(driver).as("a net of its own each").hasSize(buffers);
    var load = new TreeMap<String, Integer>();
    for (var buffer : added) load.merge(buffer.nets().get("A"), 1, Integer::sum);
    for (int g = 0; g < before.gates().size(); g++) {
      var was = before.gates().get(g);
      var is = gates.get(g);
      assertThat(is.name()).isEqualTo(was.name());
      assertThat(without(is)).isEqualTo(without(was));
      if (!is.type().equals("DFFPOSX1")) continue;
      String net = is.nets().get("CLK");
      load.merge(net, 1, Integer::sum);
      int depth = 0;
      for (; !net.equals("clk_i"); depth++) net = driver.get(net);
      assertThat(depth).isEqualTo(levels);
    }
    assertThat(load.values()).allMatch(pins -> pins <= 16);
    assertThat(load.keySet()).as("a name that no other net has").noneMatch(net -> net.equalsIgnoreCase("clk_i_t") || before.connections().containsValue(net) && !net.equals("clk_i"));
  }

  private static Map<String, String> without(Gates.Gate gate) {
    return gate.nets().entrySet().stream().filter(pin -> !pin.getKey().equals("CLK")).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Test
  void fewPinsStayOneNet() {
    var before = registers(ClockTree.ONE_NET);
    var tree = ClockTree.of(before, "clk_i", BUFFER);
    assertThat(tree.gates()).isEqualTo(before);
    assertThat(tree.text()).isEqualTo("clk_i leads to 64 pins as one net");
  }
}
