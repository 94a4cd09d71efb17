// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a simulator tells of the writes of a memory beside the design's streams. The Verilog is left alone: a module of the simulator's own is bound to the memory's, so the design takes the same cycles,
 * and a netlist that keeps the memory as a macro is watched likewise.
 *
 * <p>A watched design has one more output stream, {@value #STREAM}, without ports. Its transactions are u16 instance, u16 zero, u32 address and the word, in the order in which they came; each transaction of another output stream
 * stands among them as one of instance {@value #PASSED}, the stream's index as address. So it is known what was written before what left.
 *
 * @param module of the memory; every rising edge of its clock with enable is a write
 * @param clock port, @param enable port of one bit
 * @param address port, @param addressBits its width, 1 to 32
 * @param data port, @param width its bits, 1 to 1,048,576
 * @param instances that are told of, by the end of their hierarchical names; others of that module are not
 */
public record MemoryWatch(String module, String clock, String enable, String address, int addressBits, String data, int width, List<String> instances) {
  /** The stream's name. */
  public static final String STREAM = "watched";

  /** Bytes of a transaction before the word. */
  public static final int HEAD = 8;

  /** In the place of an instance: a transaction of another stream. */
  public static final int PASSED = 0xffff;

  /** Checks the ranges, copies the list. */
  public MemoryWatch {
    if (addressBits < 1 || addressBits > 32) throw new IllegalArgumentException("addressBits = " + addressBits + " is not 1 to 32");
    if (width < 1 || width > 1 << 20) throw new IllegalArgumentException("width = " + width + " is not 1 to 1,048,576");
    if (instances.size() >= PASSED) throw new IllegalArgumentException(instances.size() + " instances are watched, at most " + (PASSED - 1) + " can be");
    instances = List.copyOf(instances);
  }

  /** Whether one of these files holds the module: else there is nothing to watch. @throws ToolException if one cannot be read */
  public boolean in(List<Path> files) {
    var head = Pattern.compile("\\bmodule\\s+" + Pattern.quote(module) + "\\b");
    for (Path f : files) {
      try {
        if (head.matcher(Files.readString(f, StandardCharsets.ISO_8859_1)).find()) return true;
      } catch (IOException e) {
        throw new ToolException(f + " cannot be read: " + e.getMessage(), e);
      }
    }
    return false;
  }

  /** Bytes of a transaction. */
  public int bytes() {
    return HEAD + (width + 7) / 8;
  }

  /** The instance of the transaction that begins at a place. */
  public static int instance(ByteBuffer transactions, int at) {
    return transactions.getShort(at) & 0xffff;
  }

  /** The stream, as the last of a design's. */
  StreamPorts stream(int index) {
    Port head = new Port(-1, "watched_head", false, 8 * HEAD, false, false), word = new Port(-1, "watched_word", false, width, false, false);
    Port none = new Port(-1, STREAM, false, 1, false, false);
    return new StreamPorts(index, STREAM, false, none, none, List.of(head, word));
  }

  /** The module that is bound, as SystemVerilog. */
  String verilog() {
    return "module kakure_watch (input wire clk, input wire enable, input wire [" + (addressBits - 1) + ":0] address, input wire [" + (width - 1) + ":0] word);\n"
      + "  import \"DPI-C\" function int kakure_watched(input string name);\n"
      + "  import \"DPI-C\" function void kakure_written(input int number, input int address, input bit [" + (width - 1) + ":0] word);\n"
      + "  int number;\n"
      + "  initial number = kakure_watched($sformatf(\"%m\"));\n"
      + "  always @(posedge clk) if (enable && number >= 0) kakure_written(number, 32'(address), word);\n"
      + "endmodule\n"
      + "bind " + module + " kakure_watch u_kakure_watch (.clk(" + clock + "), .enable(" + enable + "), .address(" + address + "), .word(" + data + "));\n";
  }
}
