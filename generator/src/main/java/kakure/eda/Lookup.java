// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.util.List;

/**
 * Look-up tables that a design takes in an FPGA, as yosys maps it; nothing is placed or routed.
 *
 * @param family short name: {@code iCE40}
 * @param luts look-up tables, of 4 inputs in iCE40, of 1 to 6 in xc7
 * @param carries carry cells: of a bit each in iCE40, of four in xc7
 * @param multipliers multiplier blocks
 */
public record Lookup(String family, int luts, int carries, int multipliers) {
  private static final String JSON = "fpga.json";

  /** A family. */
  private record Family(String name, String synthesis, String lut, String carry, String multiplier) {}

  private static final Family ICE40 = new Family("iCE40", "synth_ice40", "SB_LUT4", "SB_CARRY", "SB_MAC16");
  private static final Family XC7 = new Family("xc7", "synth_xilinx -family xc7 -noiopad -noclkbuf -flatten", "LUT[1-6]", "CARRY4", "DSP48E1");
  private static final Family XC7_PLAIN = new Family("xc7, no DSP", XC7.synthesis + " -nodsp", XC7.lut, XC7.carry, XC7.multiplier);

  /**
   * Maps a design to iCE40, to xc7 without multiplier blocks and to xc7 with them.
   *
   * @param sources Verilog files in the directory of yosys
   * @throws kakure.cosim.ToolException where yosys is missing or fails
   */
  static List<Lookup> all(Yosys yosys, String top, List<String> sources) {
    var free = of(XC7, yosys, top, sources);
    // what takes no multiplier though it may is a mapping without any
    var plain = free.multipliers == 0 ? new Lookup(XC7_PLAIN.name, free.luts, free.carries, 0) : of(XC7_PLAIN, yosys, top, sources);
    return List.of(of(ICE40, yosys, top, sources), plain, free);
  }

  private static Lookup of(Family f, Yosys yosys, String top, List<String> sources) {
    yosys.run("fpga", List.of("read_verilog " + String.join(" ", sources), f.synthesis + " -top " + top, "write_json " + JSON));
    var cells = Statistics.read(yosys.directory().resolve(JSON), top).cells();
    int luts = cells.entrySet().stream().filter(c -> c.getKey().matches(f.lut)).mapToInt(c -> c.getValue()).sum();
    return new Lookup(f.name, luts, cells.getOrDefault(f.carry, 0), cells.getOrDefault(f.multiplier, 0));
  }
}
