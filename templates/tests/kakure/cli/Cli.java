// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One command, run in this Java machine with its output caught; of the errors those lines are left out that a slow machine adds, one a minute. */
record Cli(int code, String out, String err) {
  static Cli run(String... args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    var outBytes = new ByteArrayOutputStream();
    var errBytes = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
      System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
      int code = Main.execute(args);
      return new Cli(code, outBytes.toString(StandardCharsets.UTF_8), errBytes.toString(StandardCharsets.UTF_8).replaceAll("(?m)^kakure: .*, still under way\\R", ""));
    } finally {
      System.setOut(out);
      System.setErr(err);
    }
  }
}
