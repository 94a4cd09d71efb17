// SPDX-License-Identifier: Apache-2.0
package kakure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class Sha256Test {
  @Test
  void theStandardsOwnExamples() {
    assertThat(Sha256.hex("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(Sha256.hex(new byte[0])).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  }

  @Test
  void javasOwnSaysTheSame() throws Exception {
    var rng = new SplittableRandom(1);
    for (int length = 0; length < 300; length++) {
      var data = new byte[length];
      rng.nextBytes(data);
      assertThat(Sha256.hex(data)).as("%d bytes", length).isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(data)));
    }
  }
}
