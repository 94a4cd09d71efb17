// SPDX-License-Identifier: Apache-2.0
package kakure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VersionTest {
  @Test
  void theVersionIsThatOfThePom() throws Exception {
    assertThat(Files.readString(Path.of("../pom.xml"))).contains("<artifactId>kakure</artifactId>\n  <version>" + Version.NUMBER + "</version>");
  }
}
