// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** ONNX's own cases of operators: each is computed as it says, or refused by name; there is no third. */
class NodeCasesTest {
  @Test
  void rightOrRefusedByName() throws IOException {
    Assumptions.assumeTrue(Files.isDirectory(NodeCases.FOLDER), "there is no " + NodeCases.FOLDER + ": Debian's libonnx-testdata brings it");
    NodeCases cases = NodeCases.run();
    assertThat(cases.neither()).isEmpty();
    assertThat(cases.read()).hasSizeGreaterThan(250);
    if (Boolean.getBoolean("figures")) {
      System.out.println();
      System.out.println("figure import.operators " + cases.read().size() + " cases");
      System.out.println("figure import.operators.refused " + cases.refused().size() + " cases");
      System.out.println("figure import.operators.neither " + cases.neither().size() + " cases");
    }
  }
}
