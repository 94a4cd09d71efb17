// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.cosim.Design;
import kakure.cosim.Port;
import kakure.cosim.StreamPorts;

/**
 * A design as it goes into a package: as it is where its pins are few enough, else behind a serial loader.
 *
 * @param top module
 * @param files Verilog beside the design's, by name
 * @param ports of the top, clock and reset among them
 * @param loaded whether a loader stands before it
 * @param design whose it is
 */
public record Board(String top, Map<String, String> files, List<Port> ports, boolean loaded, Design design) {
  /** Stream of bytes into a loaded board, and out of it. */
  public static final String RX = "rx", TX = "tx";

  /**
   * Finds what goes into a package.
   *
   * @param pins that it has
   * @throws BadInput for a design that has more and no streams by which it could be loaded
   */
  public static Board of(Handed handed, int pins) {
    var d = handed.design();
    if (handed.pins() <= pins) return new Board(d.top(), Map.of(), d.ports(), false, d);
    var in = d.streams().stream().filter(StreamPorts::input).toList();
    var out = d.streams().stream().filter(s -> !s.input()).toList();
    if (in.isEmpty() || out.size() != 1 || d.clock().isEmpty() || d.reset().isEmpty()) {
      throw new BadInput(d.top() + " has " + handed.pins() + " pins, the package " + pins + ", and it cannot be loaded by bytes: that takes a clock, a reset, streams in and one stream out");
    }
    var files = new LinkedHashMap<>(handed.loader().files(in.stream().map(StreamPorts::bytes).toList(), out.get(0).bytes()));
    String loader = new ArrayList<>(files.keySet()).get(files.size() - 1).replaceAll("\\.v$", "");
    String top = "board_" + d.top();
    var ports = ports(d, in, out.get(0));
    int needed = ports.stream().mapToInt(Port::width).sum();
    if (needed > pins) throw new BadInput(d.top() + " has " + needed + " pins even behind a serial loader, the package has " + pins);
    files.put(top + ".v", text(d, top, loader, in, out.get(0), ports));
    return new Board(top, files, ports, true, d);
  }

  private static List<Port> ports(Design d, List<StreamPorts> in, StreamPorts out) {
    var streamed = new ArrayList<Port>();
    for (var s : d.streams()) {
      streamed.addAll(List.of(s.valid(), s.ready()));
      streamed.addAll(s.data());
    }
    var ports = new ArrayList<Port>();
    for (var p : d.ports()) if (p.control()) ports.add(new Port(ports.size(), p.name(), true, 1, false, true));
    for (var name : List.of("rx_valid_i", "rx_data_i", "tx_ready_i")) ports.add(new Port(ports.size(), name, true, name.equals("rx_data_i") ? 8 : 1, false, false));
    for (var name : List.of("rx_ready_o", "tx_valid_o", "tx_data_o")) ports.add(new Port(ports.size(), name, false, name.equals("tx_data_o") ? 8 : 1, false, false));
    for (var p : d.ports()) if (!p.control() && !streamed.contains(p)) ports.add(new Port(ports.size(), p.name(), p.input(), p.width(), p.signed(), false));
    return ports;
  }

  private static String text(Design d, String top, String loader, List<StreamPorts> in, StreamPorts out, List<Port> ports) {
    var t = new StringBuilder("// SPDX-License-Identifier: Apache-2.0\n// " + d.top() + " behind a serial loader: streams of words by their numbers, " + in.stream().map(s -> s.index() + " " + s.name()).collect(Collectors.joining(", ")) + ".\n`default_nettype none\n");
    t.append("module ").append(top).append(" (\n").append(ports.stream().map(p -> "  " + (p.input() ? "input  " : "output ") + "wire " + range(p.width()) + p.name()).collect(Collectors.joining(",\n"))).append("\n);\n");
    var ofLoader = new ArrayList<String>();
    var ofDesign = new ArrayList<String>();
    for (var p : List.of(d.clock().orElseThrow(), d.reset().orElseThrow())) ofDesign.add("." + p.name() + "(" + p.name() + ")");
    ofLoader.addAll(List.of(".clk_i(" + d.clock().orElseThrow().name() + ")", ".rst_ni(" + (d.resetActiveHigh() ? "~" : "") + d.reset().orElseThrow().name() + ")"));
    for (var name : List.of("rx_valid_i", "rx_data_i", "tx_ready_i", "rx_ready_o", "tx_valid_o", "tx_data_o")) ofLoader.add("." + name + "(" + name + ")");
    for (int i = 0; i < in.size(); i++) {
      var s = in.get(i);
      t.append(String.format(Locale.ROOT, "  wire %s_valid, %s_ready;%n  wire %s%s_word;%n", s.name(), s.name(), range(8 * s.bytes()), s.name()));
      ofLoader.addAll(List.of(".word_valid_" + i + "_o(" + s.name() + "_valid)", ".word_ready_" + i + "_i(" + s.name() + "_ready)", ".word_data_" + i + "_o(" + s.name() + "_word)"));
      ofDesign.addAll(List.of("." + s.valid().name() + "(" + s.name() + "_valid)", "." + s.ready().name() + "(" + s.name() + "_ready)"));
      int lsb = 0;
      for (var p : s.data()) {
        ofDesign.add(String.format(Locale.ROOT, ".%s(%s_word[%d:%d])", p.name(), s.name(), lsb + p.width() - 1, lsb));
        lsb += 8 * p.bytes();
      }
    }
    t.append(String.format(Locale.ROOT, "  wire answer_valid, answer_ready;%n"));
    ofLoader.addAll(List.of(".answer_valid_i(answer_valid)", ".answer_ready_o(answer_ready)"));
    ofDesign.addAll(List.of("." + out.valid().name() + "(answer_valid)", "." + out.ready().name() + "(answer_ready)"));
    var answer = new ArrayList<String>();
    for (var p : out.data()) {
      t.append("  wire ").append(range(p.width())).append("answer_").append(p.name()).append(";\n");
      ofDesign.add("." + p.name() + "(answer_" + p.name() + ")");
      int pad = 8 * p.bytes() - p.width();
      answer.add(0, (pad == 0 ? "" : pad + "'d0, ") + "answer_" + p.name());
    }
    ofLoader.add(".answer_data_i({" + String.join(", ", answer) + "})");
    for (var p : ports) if (d.ports().stream().anyMatch(q -> q.name().equals(p.name()) && !q.control())) ofDesign.add("." + p.name() + "(" + p.name() + ")");
    t.append("  ").append(loader).append(" u_loader (\n    ").append(String.join(",\n    ", ofLoader)).append("\n  );\n");
    t.append("  ").append(d.top()).append(" u_design (\n    ").append(String.join(",\n    ", ofDesign)).append("\n  );\nendmodule\n`default_nettype wire\n");
    return t.toString();
  }

  private static String range(int width) {
    return width == 1 ? "" : "[" + (width - 1) + ":0] ";
  }

  /** Whether a port carries bytes of a loaded board's streams. */
  public boolean data(Port p) {
    return loaded && List.of(RX + "_data_i", TX + "_data_o").contains(p.name());
  }

  /** A {@code design.json} of the board over some Verilog, for whoever simulates it. */
  public Map<String, Object> json(List<String> verilog) {
    return json(verilog, 1);
  }

  /** The same of several boards side by side, whose {@link #data} is a byte of each. */
  public Map<String, Object> json(List<String> verilog, int boards) {
    var json = new LinkedHashMap<String, Object>();
    json.put("format", 2);
    json.put("top", top);
    json.put("files", verilog);
    json.put("clock", design.clock().map(Port::name).orElse(null));
    json.put("reset", design.reset().map(Port::name).orElse(null));
    if (design.resetActiveHigh()) json.put("resetActive", "high");
    json.put("ports", ports.stream().map(p -> port(p, p.width() * (data(p) ? boards : 1))).toList());
    json.put("streams", loaded ? List.of(stream(RX, true), stream(TX, false)) : design.streams().stream().map(Board::stream).toList());
    return json;
  }

  private Object port(Port p, int width) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", p.name());
    json.put("dir", p.input() ? "in" : "out");
    json.put("width", width);
    json.put("signed", p.signed());
    json.put("kind", !p.control() ? "data" : design.clock().filter(c -> c.name().equals(p.name())).isPresent() ? "clock" : "reset");
    return json;
  }

  private static Object stream(String name, boolean in) {
    return stream(name, in, name + (in ? "_valid_i" : "_valid_o"), name + (in ? "_ready_o" : "_ready_i"), List.of(name + (in ? "_data_i" : "_data_o")));
  }

  private static Object stream(StreamPorts s) {
    return stream(s.name(), s.input(), s.valid().name(), s.ready().name(), s.data().stream().map(Port::name).toList());
  }

  private static Object stream(String name, boolean in, String valid, String ready, List<String> data) {
    var json = new LinkedHashMap<String, Object>();
    json.put("name", name);
    json.put("dir", in ? "in" : "out");
    json.put("valid", valid);
    json.put("ready", ready);
    json.put("data", data);
    return json;
  }
}
