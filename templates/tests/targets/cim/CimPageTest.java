// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import static org.assertj.core.api.Assertions.assertThat;

import blocks.cim.CimPhases;
import blocks.cim.CimShape;
import blocks.cim.bitlinecontroller.BitlineController;
import blocks.cim.bitlinecontroller.ControlModel;
import blocks.cim.bitlinecontroller.Operation;
import blocks.cim.bitlinecontroller.Power;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import kakure.ExternalTool;
import kakure.cosim.Design;
import kakure.cosim.SimOptions;
import kakure.cosim.Simulation;
import kakure.cosim.SimulatorBuild;
import kakure.cosim.Until;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.emit.Output;
import kakure.kernel.Netlist;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The timing diagrams of the page on computing in memory are drawn from runs of the controller; {@code -Dupdate.golden=true} draws them anew. */
class CimPageTest {
  private static final BitlineController BLOCK = BitlineController.of(new CimShape(8, 4, 4, 1), 3, new CimPhases(1, 1, 1, 1, 1, 2));
  /** Segment 0 reads 5 and 2, segment 1 reads 1, the channels of segment 2 are closed, segment 3 holds no weight. */
  private static final Scene OFF = new Scene("cim-timing.svg", true, 0, new int[] {5, 2, 1, 0, 7, 7, 7, 7}, 0b11001111, 0b1000, List.of("reads 5, 2", "reads 1, 0", "channels closed", "no weights"));
  /** After an operation that needs all: neighbours share a line, and segment 2 is not needed, but keeps its supply. */
  private static final Scene HELD = new Scene("cim-held.svg", false, 1, new int[] {5, 2, 4, 1, 7, 7, 2, 0}, 0b11001111, 0, List.of("reads 5, 2", "reads 4, 1", "channels closed", "reads 2, 0"));
  private static final int LEFT = 150;
  private static final int CYCLE = 22;
  private static final int ROW = 18;

  /**
   * What is drawn.
   *
   * @param file in the pages' folder
   * @param sleep what is not needed loses its supply; if not, an operation that needs all units goes before, which is not drawn
   * @param pattern how many segments share the global line
   * @param x of every row
   * @param rowsOn bit r: the row's channel is on
   * @param empty bit u: the unit holds no weight
   * @param says of each segment
   */
  private record Scene(String file, boolean sleep, int pattern, int[] x, int rowsOn, int empty, List<String> says) {
    Operation operation() {
      return new Operation(false, true, sleep, pattern, BigInteger.valueOf(empty), BigInteger.ONE, BigInteger.valueOf(rowsOn), x);
    }

    long bit(int b) {
      return operation().bit(b).longValueExact();
    }

    Scene all() {
      return new Scene(file, sleep, pattern, new int[8], 255, 0, says);
    }
  }

  /** A line of the picture: its name, the port, the bit, and whether it is on when 0. */
  private record Line(String name, String port, int bit, boolean low) {}

  private static List<Line> lines() {
    var all = new ArrayList<Line>();
    for (int u = 0; u < 4; u++) {
      all.add(new Line("segment " + u + ": supply C2", "c2_o", u, false));
      all.add(new Line("ground C1", "c1_o", u, false));
      all.add(new Line("clamp iso", "iso_o", u, false));
      all.add(new Line("precharge", "pch_n_o", u, true));
      all.add(new Line("first word line", "wl_o", 2 * u, false));
      all.add(new Line("share sel", "sel_o", u, false));
    }
    all.add(new Line("global precharge", "gpch_n_o", 0, true));
    all.add(new Line("sense sae", "sae_o", 0, false));
    all.add(new Line("accumulator clear", "acc_clr_o", 0, false));
    all.add(new Line("shift", "acc_shl_o", 0, false));
    all.add(new Line("add", "acc_en_o", 0, false));
    return all;
  }

  @ParameterizedTest
  @ValueSource(strings = {"off", "held"})
  void theTimingDiagramIsThatOfARun(String depth, @TempDir Path temp) throws IOException {
    new ExternalTool("verilator").require();
    var scene = depth.equals("off") ? OFF : HELD;
    Output.write(temp.resolve("rtl"), Emitter.emit(Netlist.elaborate(BLOCK), EmitOptions.defaults()));
    var model = new ControlModel(BLOCK);
    var power = Power.reset(4);
    List<List<Boolean>> cycles;
    try (var sim = SimulatorBuild.standard().quick().build(Design.read(temp.resolve("rtl"))).open(SimOptions.seed(1))) {
      sim.reset(2);
      for (var port : List.of("signed_i", "wr_req_i", "x_bit_i", "start_i")) sim.poke(port, 0);
      if (!scene.sleep) {
        recorded(sim, scene.all());
        power = model.after(power, scene.all().operation());
        sim.run(Until.cycles(1));
      }
      cycles = recorded(sim, scene);
    }
    assertThat((long) cycles.size()).as("the formula's cycles").isEqualTo(model.cycles(power, scene.operation()));
    var svg = svg(cycles, scene);
    var picture = Path.of("../docs").resolve(scene.file);
    if (Boolean.getBoolean("update.golden")) Files.writeString(picture, svg);
    assertThat(Files.readString(picture)).as("%s; -Dupdate.golden=true draws it anew", picture).isEqualTo(svg);
  }

  /** An operation from the cycle after its start until it is done, every line of every cycle. */
  private static List<List<Boolean>> recorded(Simulation sim, Scene scene) {
    var cycles = new ArrayList<List<Boolean>>();
    sim.poke("skip_i", 1);
    sim.poke("sleep_i", scene.sleep ? 1 : 0);
    sim.poke("pattern_i", scene.pattern);
    sim.poke("seg_zero_i", scene.empty);
    sim.poke("col_on_i", 1);
    sim.poke("row_on_i", scene.rowsOn);
    sim.poke("start_i", 1);
    do {
      sim.poke("x_bit_i", scene.bit(sim.peek("bit_o").intValue()));
      sim.run(Until.cycles(1));
      sim.poke("start_i", 0);
      sim.poke("x_bit_i", scene.bit(sim.peek("bit_o").intValue()));
      cycles.add(lines().stream().map(l -> sim.peek(l.port).testBit(l.bit) != l.low).toList());
    } while (sim.peek("done_o").signum() == 0 && cycles.size() < 100);
    return cycles;
  }

  private static String svg(List<List<Boolean>> cycles, Scene scene) {
    int width = LEFT + cycles.size() * CYCLE + 110, height = (lines().size() + 2) * ROW;
    var s = new StringBuilder(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"11\">%n", width, height).replace(System.lineSeparator(), "\n"));
    s.append("<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    for (int c = 0; c < cycles.size(); c++) s.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"12\" fill=\"#888\">%d</text>\n", LEFT + c * CYCLE + 5, c));
    for (int l = 0; l < lines().size(); l++) {
      int y = (l + 2) * ROW - 3;
      boolean head = l % 6 == 0 && l < 24;
      if (head || l == 24) s.append(String.format(Locale.ROOT, "<path d=\"M0 %dH%d\" stroke=\"#ddd\"/>\n", y - ROW + 2, width));
      s.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>\n", LEFT - 8, y, lines().get(l).name));
      if (head) s.append(String.format(Locale.ROOT, "<text x=\"%d\" y=\"%d\" fill=\"#888\">%s</text>\n", LEFT + cycles.size() * CYCLE + 8, y, scene.says.get(l / 6)));
      s.append(wave(cycles, l, y));
    }
    return s.append("</svg>\n").toString();
  }

  private static String wave(List<List<Boolean>> cycles, int line, int y) {
    var path = new StringBuilder("M" + LEFT + " " + level(cycles.get(0).get(line), y));
    for (int c = 0; c < cycles.size(); c++) path.append("V").append(level(cycles.get(c).get(line), y)).append("h").append(CYCLE);
    return "<path d=\"" + path + "\" fill=\"none\" stroke=\"#0a5\" stroke-width=\"1.5\"/>\n";
  }

  private static int level(boolean on, int y) {
    return on ? y - 10 : y;
  }
}
