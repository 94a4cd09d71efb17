// SPDX-License-Identifier: Apache-2.0
package blocks.cim.bitlinecontroller;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The golden function of control against vectors that another model wrote: 4 segments of 8 rows, 2 column groups, 24 operations from reset; of each the counters, and where they are there the lines of every cycle. */
class ControlVectorsTest {
  private static final BitlineController SMALL = new BitlineController(32, 4, 2, 8, 1, 0, 1, 1, 1, 4);
  private static final Path TRACE = Path.of("../../shared/prototypes/cim/trace.txt");

  @Test
  void countersOfEveryOperation() throws IOException {
    var expected = lines("expect.txt").stream().map(ControlVectorsTest::counters).toList();
    assertThat(traces()).hasSize(24).extracting(ControlTrace::activity).containsExactlyElementsOf(expected);
  }

  @Test
  void linesOfEveryCycle() throws IOException {
    Assumptions.assumeTrue(Files.exists(TRACE), "there is no " + TRACE);
    var expected = Files.readAllLines(TRACE);
    var actual = new ArrayList<String>();
    for (var trace : traces()) {
      actual.add("# op " + actual.stream().filter(line -> line.startsWith("#")).count());
      trace.lines().forEach(lines -> actual.add(text(lines)));
    }
    assertThat(actual).containsExactlyElementsOf(expected);
    assertThat(actual).filteredOn(line -> !line.startsWith("#")).hasSize(1400);
  }

  private static List<ControlTrace> traces() throws IOException {
    var model = new ControlModel(SMALL);
    var power = Power.reset(SMALL.units());
    var traces = new ArrayList<ControlTrace>();
    for (var line : lines("ops.txt")) {
      var trace = model.run(power, operation(line.split(" ")));
      power = trace.after();
      traces.add(trace);
    }
    return traces;
  }

  /** load, signed, skip, sleep, pattern, seg_zero, col_on, row_on, mode, then the inputs, then cells. */
  private static Operation operation(String[] word) {
    int[] x = Stream.of(word).skip(9).limit(SMALL.rows()).mapToInt(w -> Integer.parseInt(w, 16)).toArray();
    return new Operation(word[1].equals("1"), word[2].equals("1"), word[3].equals("1"), Integer.parseInt(word[4]), new BigInteger(word[5], 16), new BigInteger(word[6], 16), new BigInteger(word[7], 16), x);
  }

  /** name=value behind the bar; what an operation has not done at all is left out there. */
  private static Activity counters(String line) {
    var n = new TreeMap<String, Long>();
    for (var word : line.substring(line.indexOf('|') + 1).strip().split(" ")) n.put(word.split("=")[0], Long.valueOf(word.split("=")[1]));
    return new Activity(n.get("cycles"), n.get("precharges"), n.get("precharges_avoided"), n.getOrDefault("word_line_pulses", 0L), n.getOrDefault("conversions", 0L), n.get("unit_cycles_off"), n.get("unit_cycles_held"),
        n.getOrDefault("wakes", 0L));
  }

  private static String text(Lines l) {
    var all = Power.ones(SMALL.units());
    return String.format(Locale.ROOT, "%-6s bit=%d pch_n=%02x wl=%08x c1=%02x c2=%02x iso=%02x sel=%02x gpch_n=%d sae=%x en=%x clr=%d shl=%d sub=%d", l.state(), l.bit(), all.andNot(l.precharge()), l.wl(), l.power().c1(),
        l.power().c2(), l.power().iso(), l.sel(), l.globalPrecharge() ? 0 : 1, l.sae(), l.accEn(), l.accClr() ? 1 : 0, l.accShl() ? 1 : 0, l.accSub() ? 1 : 0);
  }

  private static List<String> lines(String resource) throws IOException {
    try (var in = ControlVectorsTest.class.getResourceAsStream("/cim/" + resource)) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.US_ASCII).lines().toList();
    }
  }
}
