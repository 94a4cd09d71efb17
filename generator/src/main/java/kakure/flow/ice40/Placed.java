// SPDX-License-Identifier: Apache-2.0
package kakure.flow.ice40;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import kakure.cosim.Port;
import kakure.cosim.ToolException;
import kakure.eda.VerilogBits;
import kakure.flow.Board;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The cells and nets that nextpnr placed and routed, as Verilog that every simulator takes: a net of the chip is a wire, a logic cell an expression and a flip-flop. It is written from nextpnr's JSON, because
 * Verilator refuses what nextpnr and icestorm write themselves, and a simulator by events is too slow for an image.
 *
 * <p>What is not connected is what the chip makes of it: enables of clocks are 1, all else is 0.
 *
 * <p>Of several boards side by side every net is as many bits, one for each: gates work on all of them at once, so that many images take hardly longer than one. Boards share what is not data, which such a netlist checks;
 * registers begin alike on all of them.
 */
final class Placed {
  private static final int RANDOM_BITS = 32;

  private final Board board;
  private final JsonNode module;
  private final int lanes;
  private final TreeSet<Integer> driven = new TreeSet<>();
  private final TreeSet<Integer> registers = new TreeSet<>();
  private final StringBuilder logic = new StringBuilder();
  private final Map<String, StringBuilder> clocked = new TreeMap<>();
  private int instances;

  private Placed(Board board, JsonNode module, int lanes) {
    this.board = board;
    this.module = module;
    this.lanes = lanes;
  }

  /**
   * Translates.
   *
   * @param json what nextpnr wrote
   * @throws ToolException where it holds a cell that is not known here
   */
  static String verilog(Board board, Path json) {
    return new Placed(board, module(json), 1).text();
  }

  /** Translates to boards side by side. @return nothing of a board without a loader, or whose reset acts at once */
  static Optional<String> sideBySide(Board board, Path json, int lanes) {
    var placed = new Placed(board, module(json), lanes);
    return board.loaded() && !placed.asynchronous() ? Optional.of(placed.text()) : Optional.empty();
  }

  private static JsonNode module(Path json) {
    try (var in = Files.newInputStream(json)) {
      var modules = JsonMapper.shared().readTree(in).path("modules");
      if (modules.size() != 1) throw new ToolException(json + " holds " + modules.size() + " modules where nextpnr writes one");
      return modules.iterator().next();
    } catch (JacksonException e) {
      throw new ToolException(json + " is not what nextpnr writes: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean asynchronous() {
    for (var c : module.path("cells")) if (asynchronous(c)) return true;
    return false;
  }

  private boolean asynchronous(JsonNode c) {
    return type(c).equals("ICESTORM_LC") && flag(c, "DFF_ENABLE") && flag(c, "ASYNC_SR") && !in(c, "SR", "1'b0").equals("1'b0");
  }

  private String text() {
    for (var p : board.ports()) if (p.input()) bits(p).forEach(driven::add);
    var cells = new ArrayList<JsonNode>();
    module.path("cells").forEach(cells::add);
    for (var c : cells) drives(c);
    for (var c : cells) cell(c);
    var text = new StringBuilder("// SPDX-License-Identifier: Apache-2.0\n// What was placed and routed, cell by cell. Written by Kakure from nextpnr's netlist.\n`default_nettype none\nmodule " + board.top() + " (\n");
    var ports = new ArrayList<String>();
    for (var p : board.ports()) ports.add("  " + (p.input() ? "input  " : "output ") + "wire " + VerilogBits.range(p.width() * (board.data(p) ? lanes : 1)) + p.name());
    text.append(String.join(",\n", ports)).append("\n);\n");
    for (int net : driven) text.append(registers.contains(net) ? "  reg " : "  wire ").append(VerilogBits.range(lanes)).append('n').append(net).append(";\n");
    for (var p : board.ports()) pins(text, p);
    text.append(logic);
    if (lanes > 1) alike(text);
    clocked.forEach((edge, body) -> text.append("  always @(").append(edge).append(") begin\n").append(body).append("  end\n"));
    return text.append("endmodule\n`default_nettype wire\n").toString();
  }

  private List<Integer> bits(Port p) {
    var port = module.path("ports").path(p.name());
    var bits = new ArrayList<Integer>();
    port.path("bits").forEach(b -> bits.add(b.isInt() ? b.asInt() : -1));
    if (bits.size() != p.width()) throw new ToolException("nextpnr's netlist has " + bits.size() + " pins of " + p.name() + ", the board " + p.width());
    return bits;
  }

  /** Of data side by side, a word is a board's after the other. */
  private void pins(StringBuilder text, Port p) {
    var bits = bits(p);
    for (int i = 0; i < bits.size(); i++) {
      String pin = p.name() + (p.width() == 1 ? "" : "[" + i + "]");
      if (lanes > 1 && board.data(p)) wide(text, p, i, bits.get(i));
      else if (p.input()) text.append("  assign n").append(bits.get(i)).append(" = ").append(lanes == 1 ? pin : "{" + lanes + "{" + pin + "}}").append(";\n");
      else text.append("  assign ").append(pin).append(" = ").append(first(name(bits.get(i), "1'b0"))).append(";\n");
    }
  }

  private void wide(StringBuilder text, Port p, int bit, int net) {
    var pins = new ArrayList<String>();
    for (int l = lanes - 1; l >= 0; l--) pins.add(p.name() + "[" + (l * p.width() + bit) + "]");
    String all = "{" + String.join(", ", pins) + "}";
    text.append("  assign ").append(p.input() ? "n" + net + " = " + all : all + " = " + filled(name(net, "1'b0"))).append(";\n");
  }

  /** Pins that are not data are the same on all boards, and registers begin so. */
  private void alike(StringBuilder text) {
    var shared = new ArrayList<String>();
    for (var p : board.ports()) if (!p.input() && !board.data(p)) for (int net : bits(p)) shared.add(filled(name(net, "1'b0")));
    String clock = board.design().clock().orElseThrow().name();
    text.append(String.format(Locale.ROOT, "  ice40_alike #(.BITS(%d), .LANES(%d)) u_alike (.clk(%s), .en(1'b1), .bits({%s}));%n  integer r;%n  initial begin%n", shared.size(), lanes, clock, String.join(", ", shared)));
    int i = 0;
    for (int net : registers) {
      if (i % RANDOM_BITS == 0) text.append("    r = $random;\n");
      text.append(String.format(Locale.ROOT, "    n%d = {%d{r[%d]}};%n", net, lanes, i++ % RANDOM_BITS));
    }
    text.append("  end\n");
  }

  /** A net of one board: a clock, which all share. */
  private String first(String net) {
    return lanes == 1 || net.startsWith("1'b") ? net : net + "[0]";
  }

  /** A net, or a constant as wide as one. */
  private String filled(String value) {
    return lanes > 1 && value.startsWith("1'b") ? "{" + lanes + "{" + value + "}}" : value;
  }

  /** Nets that a cell drives; a pad's own net is an output's only. */
  private void drives(JsonNode c) {
    boolean pad = type(c).equals("SB_IO");
    c.path("port_directions").forEachEntry((port, direction) -> {
      boolean out = direction.asString("").equals("output") || pad && port.equals("PACKAGE_PIN") && net(c, "D_OUT_0") >= 0;
      if (out && net(c, port) >= 0) driven.add(net(c, port));
    });
    if (type(c).equals("ICESTORM_LC") && flag(c, "DFF_ENABLE") && net(c, "O") >= 0) registers.add(net(c, "O"));
  }

  private void cell(JsonNode c) {
    switch (type(c)) {
      case "ICESTORM_LC" -> logicCell(c);
      case "SB_IO" -> pad(c);
      case "SB_GB" -> assign(net(c, "GLOBAL_BUFFER_OUTPUT"), in(c, "USER_SIGNAL_TO_GLOBAL_BUFFER", "1'b0"));
      case "ICESTORM_RAM" -> block(c);
      case "ICESTORM_SPRAM" -> large(c);
      default -> throw new ToolException("nextpnr placed a cell " + type(c) + ", of which the simulation knows nothing");
    }
  }

  private void logicCell(JsonNode c) {
    var inputs = List.of(in(c, "I0", "1'b0"), in(c, "I1", "1'b0"), in(c, "I2", "1'b0"), in(c, "I3", "1'b0"));
    String lut = Lut.text(Integer.parseInt(parameter(c, "LUT_INIT", "0"), 2), inputs);
    assign(net(c, "LO"), lut);
    if (net(c, "COUT") >= 0) {
      // A cell that nextpnr puts in to bring a carry out of its chain reads it by I3 and passes it on: its carry input, which the chip wires to the cell below, is not in the netlist.
      String carry = filled(flag(c, "CIN_CONST") ? flag(c, "CIN_SET") ? "1'b1" : "1'b0" : in(c, "CIN", inputs.get(3))), a = filled(inputs.get(1)), b = filled(inputs.get(2));
      assign(net(c, "COUT"), "(" + a + " & " + b + ") | ((" + a + " | " + b + ") & " + carry + ")");
    }
    if (!flag(c, "DFF_ENABLE")) assign(net(c, "O"), lut);
    else if (net(c, "O") >= 0) flipFlop(c, lut);
  }

  private void flipFlop(JsonNode c, String lut) {
    String q = "n" + net(c, "O"), enable = in(c, "CEN", "1'b1"), reset = in(c, "SR", "1'b0"), to = flag(c, "SET_NORESET") ? "1'b1" : "1'b0";
    String edge = (flag(c, "NEG_CLK") ? "negedge " : "posedge ") + first(in(c, "CLK", "1'b0"));
    if (lanes > 1) {
      String next = reset.equals("1'b0") ? filled(lut) : to.equals("1'b1") ? "(" + filled(reset) + " | " + filled(lut) + ")" : "(~" + filled(reset) + " & " + filled(lut) + ")";
      clocked.computeIfAbsent(edge, e -> new StringBuilder()).append("    ").append(q).append(" <= ").append(enable.equals("1'b1") ? next : "(" + filled(enable) + " & " + next + ") | (~" + filled(enable) + " & " + q + ")").append(";\n");
      return;
    }
    boolean async = asynchronous(c);
    var body = clocked.computeIfAbsent(async ? edge + " or posedge " + reset : edge, e -> new StringBuilder());
    String value = reset.equals("1'b0") ? lut : reset + " ? " + to + " : " + lut;
    if (async) body.append(String.format(Locale.ROOT, "    if (%s) %s <= %s; else if (%s) %s <= %s;%n", reset, q, to, enable, q, lut));
    else body.append(enable.equals("1'b1") ? "    " : "    if (" + enable + ") ").append(q).append(" <= ").append(value).append(";\n");
  }

  private void pad(JsonNode c) {
    if (net(c, "D_OUT_0") >= 0) assign(net(c, "PACKAGE_PIN"), in(c, "D_OUT_0", "1'b0"));
    else assign(net(c, "D_IN_0"), in(c, "PACKAGE_PIN", "1'b0"));
  }

  private void block(JsonNode c) {
    if (flag(c, "NEG_CLK_R") || flag(c, "NEG_CLK_W")) throw new ToolException("nextpnr placed a memory on the falling edge, which no design of ours has");
    logic.append(String.format(Locale.ROOT, "  ice40_block #(.READ_MODE(2'b%s), .WRITE_MODE(2'b%s), .LANES(%d)) u_block_%d (.wclk(%s), .we(%s & %s), .waddr(%s), .mask(%s), .wdata(%s), .rclk(%s), .re(%s & %s), .raddr(%s), .rdata(%s));%n",
        parameter(c, "READ_MODE", "00"), parameter(c, "WRITE_MODE", "00"), lanes, instances++, first(in(c, "WCLK", "1'b0")), filled(in(c, "WE", "1'b0")), filled(in(c, "WCLKE", "1'b1")), bus(c, "WADDR", 11), bus(c, "MASK", 16), bus(c, "WDATA", 16),
        first(in(c, "RCLK", "1'b0")), filled(in(c, "RE", "1'b0")), filled(in(c, "RCLKE", "1'b1")), bus(c, "RADDR", 11), outputs(c, "RDATA", 16)));
  }

  private void large(JsonNode c) {
    logic.append(String.format(Locale.ROOT, "  ice40_large #(.LANES(%d)) u_large_%d (.clk(%s), .en(%s), .we(%s), .addr(%s), .mask(%s), .wdata(%s), .rdata(%s));%n", lanes, instances++, first(in(c, "CLOCK", "1'b0")), filled(in(c, "CHIPSELECT", "1'b0")),
        filled(in(c, "WREN", "1'b0")), bus(c, "ADDRESS", 14), bus(c, "MASKWREN", 4), bus(c, "DATAIN", 16), outputs(c, "DATAOUT", 16)));
  }

  private String bus(JsonNode c, String stem, int width) {
    var bits = new ArrayList<String>();
    for (int i = width - 1; i >= 0; i--) bits.add(filled(in(c, stem + "_" + i, "1'b0")));
    return "{" + String.join(", ", bits) + "}";
  }

  /** Outputs that nobody reads get wires, so that a bus is whole. */
  private String outputs(JsonNode c, String stem, int width) {
    var bits = new LinkedHashMap<Integer, String>();
    for (int i = width - 1; i >= 0; i--) {
      int net = net(c, stem + "_" + i);
      String open = "open_" + instances + "_" + i;
      if (net < 0) logic.insert(0, "  wire " + VerilogBits.range(lanes) + open + ";\n");
      bits.put(i, net < 0 ? open : "n" + net);
    }
    return "{" + String.join(", ", bits.values()) + "}";
  }

  private void assign(int net, String value) {
    if (net >= 0) logic.append("  assign n").append(net).append(" = ").append(filled(value)).append(";\n");
  }

  private String in(JsonNode c, String port, String open) {
    var bits = c.path("connections").path(port);
    if (bits.size() == 1 && bits.get(0).isString()) return bits.get(0).asString().equals("1") ? "1'b1" : "1'b0";
    return name(net(c, port), open);
  }

  private String name(int net, String open) {
    return driven.contains(net) ? "n" + net : open;
  }

  private static int net(JsonNode c, String port) {
    var bits = c.path("connections").path(port);
    return bits.size() == 1 && bits.get(0).isInt() ? bits.get(0).asInt() : -1;
  }

  private static String type(JsonNode c) {
    return c.path("type").asString("");
  }

  private static String parameter(JsonNode c, String name, String usual) {
    return c.path("parameters").path(name).asString(usual);
  }

  private static boolean flag(JsonNode c, String name) {
    return parameter(c, name, "0").endsWith("1");
  }
}
