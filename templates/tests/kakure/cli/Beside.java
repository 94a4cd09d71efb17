// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.util.List;
import kakure.cosim.Port;

/** A test bench in Verilog with two modules of the same ports, {@code unpacked} and another, whose registers begin undefined: random inputs, and every bit of an output that is defined equal in every cycle behind a reset. */
final class Beside {
  private static final String CYCLES = """
        integer seed = 1, n, i, defined = 0;
        initial begin
          rst_ni = 0;
          for (n = 0; n < 2004; n = n + 1) begin
            if (n == 4) rst_ni = 1;
            #1 clk_i = 1;
            #1 clk_i = 0;
            %s
            #1 for (i = 0; i < $bits(a); i = i + 1) if (n > 4) begin
              if ((a[i] ^ b[i]) === 1'b1) begin
                $display("cycle %%0d: %%b, unpacked %%b", n, a, b);
                $finish(0);
              end
              if ((a[i] ^ b[i]) === 1'b0) defined = defined + 1;
            end
          end
          $display("%%0s", defined > 4000 ? "2000 cycles equal" : "most is undefined");
          $finish(0);
        end
      endmodule
      """;

  private Beside() {}

  static String bench(String other, List<Port> ports) {
    var text = new StringBuilder("`timescale 1ns/1ns\nmodule tb;\n");
    for (var p : ports) {
      var range = p.width() == 1 ? "" : "[" + (p.width() - 1) + ":0] ";
      if (p.input()) text.append("  reg ").append(range).append(p.name()).append(" = 0;\n");
      else text.append("  wire ").append(range).append("a_").append(p.name()).append(", b_").append(p.name()).append(";\n");
    }
    for (var module : List.of("a_ " + other, "b_ unpacked")) {
      var prefix = module.substring(0, 2);
      text.append("  ").append(module.substring(3)).append(" u_").append(prefix).append(" (").append(String.join(", ", ports.stream().map(p -> "." + p.name() + "(" + (p.input() ? "" : prefix) + p.name() + ")").toList())).append(");\n");
    }
    var drive = new StringBuilder();
    for (var p : ports) if (p.input() && !p.control()) drive.append(p.name()).append(" = $random(seed); ");
    int width = ports.stream().filter(p -> !p.input()).mapToInt(Port::width).sum();
    text.append("  wire [").append(width - 1).append(":0] a = {").append(outputs(ports, "a_")).append("}, b = {").append(outputs(ports, "b_")).append("};\n");
    return text.append(CYCLES.formatted(drive).replace("$bits(a)", String.valueOf(width))).toString();
  }

  private static String outputs(List<Port> ports, String prefix) {
    return String.join(", ", ports.stream().filter(p -> !p.input()).map(p -> prefix + p.name()).toList());
  }
}
