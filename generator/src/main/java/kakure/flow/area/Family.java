// SPDX-License-Identifier: Apache-2.0
package kakure.flow.area;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import kakure.cosim.ToolException;

/**
 * FPGAs that one command of yosys maps to.
 *
 * <p>The usual chip stands first. Cells are counted by what each takes of a chip: look-up tables, those that are memories or a bit of a carry chain too; half blocks of memory; and multipliers.
 */
enum Family {
  /** Series 7. */
  XILINX7("xilinx7", "synth_xilinx -family xc7 -flatten", "Vivado",
      List.of(new Chip("xc7a35t", "xc7a35tcpg236-1", 20_800, 41_600, 50, 90), new Chip("xc7a100t", "xc7a100tcsg324-1", 63_400, 126_800, 135, 240), new Chip("xc7z020", "xc7z020clg400-1", 53_200, 106_400, 140, 220)),
      costs("RAM32X1D 2 RAM64X1D 2 RAM128X1D 4 RAM32M 4 RAM64M 4 SRL16E 1 SRLC32E 1 INV 1"), costs("RAMB18E1 1 RAMB36E1 2"), 2, costs("DSP48E1 1")) {
    @Override
    boolean register(String cell) {
      return cell.startsWith("FD") || cell.startsWith("LD");
    }

    @Override
    String project(Chip chip, String top, List<String> files) {
      return vivado(chip, top, files);
    }
  },
  /** UltraScale+; its large memories (URAM) are left to Vivado. */
  ULTRASCALE("ultrascale", "synth_xilinx -family xcup -flatten", "Vivado",
      List.of(new Chip("xczu3eg", "xczu3eg-sbva484-1-e", 70_560, 141_120, 216, 360), new Chip("xck26", "xck26-sfvc784-2LV-c", 117_120, 234_240, 144, 1_248)),
      costs("RAM32X1D 2 RAM64X1D 2 RAM128X1D 4 RAM256X1D 8 RAM32X1S 1 RAM64X1S 1 RAM128X1S 2 RAM256X1S 4 RAM512X1S 8 RAM32M 4 RAM64M 4 RAM32M16 8 RAM64M8 8 RAM32X16DR8 8 RAM64X8SW 8 SRL16E 1 SRLC32E 1 INV 1"), costs("RAMB18E2 1 RAMB36E2 2"), 2,
      costs("DSP48E2 1")) {
    @Override
    boolean register(String cell) {
      return cell.startsWith("FD") || cell.startsWith("LD");
    }

    @Override
    String project(Chip chip, String top, List<String> files) {
      return vivado(chip, top, files);
    }
  },
  /** ECP5. */
  ECP5("ecp5", "synth_ecp5", "Diamond",
      List.of(new Chip("lfe5u-25", "LFE5U-25F-6BG256C", 24_288, 24_288, 56, 28), new Chip("lfe5u-45", "LFE5U-45F-6BG256C", 43_848, 43_848, 108, 72), new Chip("lfe5u-85", "LFE5U-85F-6BG381C", 83_640, 83_640, 208, 156)),
      costs("CCU2C 2 TRELLIS_DPR16X4 4"), costs("DP16KD 1 PDPW16KD 1"), 1, costs("MULT18X18D 1")) {
    @Override
    boolean register(String cell) {
      return cell.startsWith("TRELLIS_FF");
    }

    @Override
    String project(Chip chip, String top, List<String> files) {
      var text = new StringBuilder("prj_project new -name " + top + " -impl impl -dev " + chip.ordered() + " -synthesis synplify\n");
      for (var file : files) text.append("prj_src add ").append(file).append('\n');
      return text.append("prj_impl option top ").append(top).append("\nprj_run Synthesis -impl impl\nprj_run Map -impl impl\nprj_run PAR -impl impl\nprj_project save\n").toString();
    }
  },
  /** GW1N and GW2A. */
  GOWIN("gowin", "synth_gowin", "Gowin EDA",
      List.of(new Chip("gw2ar-18", "GW2AR-LV18QN88C8/I7", 20_736, 15_552, 46, 48), new Chip("gw1nr-9", "GW1NR-LV9QN88PC6/I5", 8_640, 6_480, 26, 20)),
      costs("ALU 1 RAM16SDP4 4 RAM16S4 4"), costs("SDP 1 SDPX9 1 SDPB 1 SDPX9B 1 DP 1 DPX9 1 DPB 1 DPX9B 1 SPX9 1 SP 1 ROM 1 ROMX9 1"), 1, costs("MULT18X18 1")) {
    @Override
    boolean register(String cell) {
      return cell.startsWith("DFF");
    }

    @Override
    String project(Chip chip, String top, List<String> files) {
      var text = new StringBuilder("set_device " + chip.ordered() + "\n");
      for (var file : files) text.append("add_file ").append(file).append('\n');
      return text.append("add_file clock.sdc\nset_option -top_module ").append(top).append("\nset_option -verilog_std v2001\nrun all\n").toString();
    }
  };

  private static final Pattern LARGE = Pattern.compile("(RAM|URAM|ROM|SDP|DP|SP|PDP|TRELLIS_DPR|MULT|DSP|ALU54)[A-Z0-9_]*");

  /** As the user says it, what maps to it, and the vendor's tool. */
  final String text, command, tool;
  final List<Chip> chips;
  private final Map<String, Integer> tables;
  private final Map<String, Integer> memories;
  /** Of what memories are counted in, in a chip's block. */
  private final int halves;
  private final Map<String, Integer> multipliers;

  Family(String text, String command, String tool, List<Chip> chips, Map<String, Integer> tables, Map<String, Integer> memories, int halves, Map<String, Integer> multipliers) {
    this.text = text;
    this.command = command;
    this.tool = tool;
    this.chips = chips;
    this.tables = tables;
    this.memories = memories;
    this.halves = halves;
    this.multipliers = multipliers;
  }

  private static String vivado(Chip chip, String top, List<String> files) {
    return "create_project -in_memory -part " + chip.ordered() + "\nread_verilog [list " + String.join(" ", files) + "]\nread_xdc clock.xdc\nsynth_design -top " + top + " -part " + chip.ordered()
          + "\nopt_design\nplace_design\nroute_design\nreport_utilization -file utilization.txt\nreport_timing_summary -file timing.txt\n# Pins and their standards are the board's: read_xdc them ahead of this.\n# write_bitstream " + top + ".bit\n";
  }

  /** Cells and what each takes: {@code "RAMB18E1 1 RAMB36E1 2"}. */
  private static SortedMap<String, Integer> costs(String text) {
    var costs = new TreeMap<String, Integer>();
    var words = text.split(" ");
    for (int i = 0; i < words.length; i += 2) costs.put(words[i], Integer.valueOf(words[i + 1]));
    return costs;
  }

  abstract boolean register(String cell);

  /** A script of the vendor's tool, which reads {@code files} beside it. */
  abstract String project(Chip chip, String top, List<String> files);

  /** Look-up tables of all cells. @throws ToolException for a memory or a multiplier of a kind that is not counted: versions of yosys have others */
  int luts(SortedMap<String, Integer> cells) {
    for (var cell : cells.keySet()) {
      if (LARGE.matcher(cell).matches() && !tables.containsKey(cell) && !memories.containsKey(cell) && !multipliers.containsKey(cell)) throw new ToolException("yosys made a " + cell + " for " + text + ", of which nobody knows how much it takes");
    }
    return cells.entrySet().stream().mapToInt(c -> c.getValue() * (c.getKey().matches("LUT\\d") ? 1 : tables.getOrDefault(c.getKey(), 0))).sum();
  }

  int registers(SortedMap<String, Integer> cells) {
    return cells.entrySet().stream().filter(c -> register(c.getKey())).mapToInt(Map.Entry::getValue).sum();
  }

  /** Blocks of memory, rounded up. */
  int blocks(SortedMap<String, Integer> cells) {
    return (cells.entrySet().stream().mapToInt(c -> c.getValue() * memories.getOrDefault(c.getKey(), 0)).sum() + halves - 1) / halves;
  }

  int multipliers(SortedMap<String, Integer> cells) {
    return cells.entrySet().stream().mapToInt(c -> c.getValue() * multipliers.getOrDefault(c.getKey(), 0)).sum();
  }

  Chip chip(String name) {
    return chips.stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow(() -> new IllegalArgumentException(name));
  }
}
