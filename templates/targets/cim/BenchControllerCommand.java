// SPDX-License-Identifier: Apache-2.0
package targets.cim;

import blocks.cim.bitlinecontroller.BitlineController;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import kakure.BadInput;
import kakure.console.Home;
import kakure.console.Table;
import kakure.console.Terminal;
import kakure.cosim.ToolException;
import kakure.eda.Liberty;
import kakure.eda.Synthesis;
import kakure.eda.Yosys;
import kakure.emit.EmitOptions;
import kakure.emit.Emitter;
import kakure.kernel.Netlist;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code kakure bench-cim-area}: area of the bitline controller in several shapes on any library of cells, what of it falls to a row, a segment and a unit, and how much it adds to the cells that it controls.
 * {@code scripts/bench-cim-area.sh} calls it.
 */
@Command(name = "bench-cim-area", hidden = true, header = "Area of the bitline controller by shape, a row, a segment, a unit: a table, lines \"figure NAME VALUE UNIT\".")
public final class BenchControllerCommand implements Runnable {
  /** Segments, rows of one, groups. */
  private static final int[][] SHAPES = {{4, 8, 2}, {4, 8, 4}, {4, 16, 2}, {4, 32, 2}, {8, 8, 2}, {8, 16, 4}, {8, 32, 2}, {16, 8, 2}, {16, 9, 4}, {16, 16, 2}, {16, 16, 4}, {16, 64, 2}, {32, 9, 2}};

  @Parameters(paramLabel = "LIBERTY", arity = "0..1", description = "The library; an open one that is there if not given.")
  private Path liberty;

  @Option(names = "--cell", paramLabel = "AREA", description = "Area of a cell that stores and computes, in the library's unit (${DEFAULT-VALUE}, assumed).")
  private double cell = 0.6;

  @Option(names = "--group-columns", paramLabel = "N", description = "Columns of a group, beside whose cells the controller is put (${DEFAULT-VALUE}).")
  private int columns = 64;

  @Override
  public void run() {
    if (!(cell > 0)) throw new BadInput("--cell " + cell + ": an area is above 0");
    if (columns < 2 || columns % 2 != 0) throw new BadInput("--group-columns " + columns + ": an output is a pair of columns, so take an even number");
    var file = Liberty.find(Optional.ofNullable(liberty), Home.root()).orElseThrow(() -> new ToolException("a Liberty file is missing: apt-get install qflow-tech-osu018, or give one as argument"));
    var library = Liberty.read(file);
    var shapes = new ArrayList<double[]>();
    var areas = new ArrayList<Double>();
    for (var s : SHAPES) {
      shapes.add(new double[] {1, s[0] * s[1], s[0], s[0] * s[2]});
      areas.add(area(new BitlineController(s[0] * s[1], s[0], s[2], 8, 1, 0, 1, 1, 1, 4), library));
    }
    Terminal.clear();
    var share = LeastSquares.relative(shapes, areas);
    System.out.println(file.getFileName() + ", inputs of 8 bits, cells without wires; a macro's cells are " + columns + " columns a group of " + number(cell) + " each");
    print(shapes, areas, share);
    figure("cim.controller.area_fixed", share[0], "area");
    figure("cim.controller.area_row", share[1], "area");
    figure("cim.controller.area_segment", share[2], "area");
    figure("cim.controller.area_unit", share[3], "area");
  }

  private void print(List<double[]> shapes, List<Double> areas, double[] share) {
    var table = new Table("segments", ">rows", ">groups", ">area", ">fitted", ">off", ">over cells");
    double worst = 0;
    for (int i = 0; i < areas.size(); i++) {
      double area = areas.get(i), fitted = LeastSquares.value(share, shapes.get(i)), off = fitted / area - 1;
      int[] s = SHAPES[i];
      worst = Math.max(worst, Math.abs(off));
      table.row(String.valueOf(s[0]), String.valueOf(s[0] * s[1]), String.valueOf(s[2]), String.format(Locale.ROOT, "%.0f", area), String.format(Locale.ROOT, "%.0f", fitted),
          String.format(Locale.ROOT, "%.1f%%", 100 * off), String.format(Locale.ROOT, "%.1f%%", 100 * area / (cell * s[0] * s[1] * s[2] * columns)));
    }
    System.out.print(table.text());
    figure("cim.controller.fit_error", worst, "share");
  }

  private static void figure(String name, double value, String unit) {
    System.out.printf(Locale.ROOT, "figure %s %.3f %s%n", name, value, unit);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%s", value);
  }

  private static double area(BitlineController controller, Liberty library) {
    var top = controller.moduleName();
    Terminal.progress("synthesis of " + top);
    try {
      var dir = Files.createDirectories(Home.work().resolve("area").resolve(top));
      Files.writeString(dir.resolve(top + ".v"), Emitter.emit(Netlist.elaborate(controller), EmitOptions.defaults()).get(top + ".v"));
      return new Synthesis(new Yosys(dir), library).map(top, List.of(top + ".v"), List.of()).area();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
