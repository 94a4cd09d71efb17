// SPDX-License-Identifier: Apache-2.0
package kakure.check;

import java.io.BufferedReader;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import kakure.BadInput;
import kakure.kernel.Block;
import kakure.kernel.Port;

/**
 * Values of a block's ports, a row each: a header of port names, then decimal or 0x numbers. A negative number is the two's complement of its port; an empty cell is no value.
 *
 * @param ports of the columns
 * @param rows a value per column, null where the cell is empty
 */
record VectorFile(List<Port> ports, List<List<BigInteger>> rows) {
  private static final int MOST_ROWS = 1_000_000;
  private static final int LONGEST_LINE = 1 << 20;

  /** @throws BadInput with file and line for anything that is not of this form */
  static VectorFile read(Path file, Block block) {
    var known = new LinkedHashMap<String, Port>();
    for (var p : Port.of(block)) if (p.role() == Port.Role.SIGNAL) known.put(p.name(), p);
    try (var lines = Files.newBufferedReader(file)) {
      var header = line(lines, file, 1);
      if (header == null) throw new BadInput(file + " is empty\n  do:  begin with a line of port names: " + String.join(",", known.keySet()));
      var ports = header(file, cells(header), known);
      var rows = new ArrayList<List<BigInteger>>();
      int number = 2;
      for (String line; (line = line(lines, file, number)) != null; number++) {
        if (line.isBlank()) continue;
        if (rows.size() == MOST_ROWS) throw new BadInput(file + ":" + number + ": more than " + MOST_ROWS + " rows");
        rows.add(row(file, number, cells(line), ports));
      }
      if (rows.isEmpty()) throw new BadInput(file + " has no row below its header");
      return new VectorFile(ports, rows);
    } catch (NoSuchFileException e) {
      throw new BadInput(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read as text: " + e.getMessage(), e);
    }
  }

  private static String line(BufferedReader from, Path file, int number) throws IOException {
    var line = new StringBuilder();
    for (int c; (c = from.read()) != '\n'; ) {
      if (c < 0) return line.isEmpty() ? null : line.toString();
      if (line.length() == LONGEST_LINE) throw new BadInput(file + ":" + number + ": the line is longer than " + LONGEST_LINE + " characters");
      if (c != '\r') line.append((char) c);
    }
    return line.toString();
  }

  private static List<String> cells(String line) {
    return Arrays.stream(line.split(",", -1)).map(String::strip).toList();
  }

  private static List<Port> header(Path file, List<String> names, Map<String, Port> known) {
    var ports = new LinkedHashMap<String, Port>();
    for (var name : names) {
      var port = known.get(name);
      if (port == null) throw new BadInput(file + ":1: there is no port \"" + printable(name) + "\"\n  do:  choose from " + String.join(", ", known.keySet()));
      if (ports.put(name, port) != null) throw new BadInput(file + ":1: port " + name + " has two columns");
    }
    return List.copyOf(ports.values());
  }

  private static List<BigInteger> row(Path file, int line, List<String> cells, List<Port> ports) {
    if (cells.size() != ports.size()) throw new BadInput(file + ":" + line + ": " + cells.size() + " values for " + ports.size() + " columns");
    var row = new ArrayList<BigInteger>();
    for (int i = 0; i < cells.size(); i++) row.add(cells.get(i).isEmpty() ? null : value(file, line, cells.get(i), ports.get(i)));
    return row;
  }

  private static BigInteger value(Path file, int line, String text, Port port) {
    int width = port.type().width();
    var end = BigInteger.ONE.shiftLeft(width);
    BigInteger value;
    try {
      if (text.length() > 2 + width) throw new NumberFormatException();
      value = text.startsWith("0x") ? new BigInteger(text.substring(2), 16) : new BigInteger(text);
    } catch (NumberFormatException e) {
      throw new BadInput(file + ":" + line + ": \"" + printable(text) + "\" is no value of " + port.name() + "\n  do:  give a decimal number, or a hexadecimal one behind 0x, of at most " + width + " bits", e);
    }
    if (value.compareTo(end) >= 0 || value.compareTo(end.shiftRight(1).negate()) < 0) {
      throw new BadInput(file + ":" + line + ": " + printable(text) + " does not fit " + port.name() + ", which has " + width + " bits");
    }
    return value.mod(end);
  }

  private static String printable(String text) {
    var shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
    return shown.codePoints().mapToObj(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? "?" : Character.toString(c)).collect(Collectors.joining());
  }

  /** Column of a port, -1 if there is none. */
  int column(String port) {
    for (int i = 0; i < ports.size(); i++) if (ports.get(i).name().equals(port)) return i;
    return -1;
  }

  /** As a file that {@link #read} reads: hexadecimal. */
  String text() {
    var text = new StringBuilder(ports.stream().map(Port::name).collect(Collectors.joining(","))).append('\n');
    for (var row : rows) text.append(row.stream().map(v -> v == null ? "" : "0x" + v.toString(16)).collect(Collectors.joining(","))).append('\n');
    return text.toString();
  }
}
