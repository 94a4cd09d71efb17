// SPDX-License-Identifier: Apache-2.0
package kakure.fuzz;

import java.util.HexFormat;
import java.util.List;
import kakure.BadInput;
import kakure.flow.qflow.Gds;

/** Layouts of cells. */
final class GdsTarget implements FuzzTarget {
  /** A library, structures A and B, of which the first refers to the second and to C. */
  private static final String SEED = "000600020003" + "001c0102" + "00".repeat(24) + "000602064c42" + "00140305" + "00".repeat(16) + "001c0502" + "00".repeat(24) + "000606064100" + "00040a00" + "000612064200" + "000c1003" + "00".repeat(8)
      + "00041100" + "00040b00" + "000612064300" + "00041100" + "00040700" + "001c0502" + "00".repeat(24) + "000606064200" + "00040700" + "00040400";

  @Override
  public String name() {
    return "gds";
  }

  @Override
  public List<byte[]> seeds() {
    return List.of(HexFormat.of().parseHex(SEED));
  }

  @Override
  public List<Class<? extends RuntimeException>> refusals() {
    return List.of(BadInput.class);
  }

  @Override
  public void read(byte[] input) {
    var gds = Gds.of("fuzz.gds", input);
    if (!gds.references().containsAll(gds.undefined())) throw new AssertionError("a name is missing that nothing refers to");
  }
}
