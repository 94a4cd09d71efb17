// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import kakure.BadInput;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** A model cut off anywhere, or damaged anywhere, is read or refused in one message of at most four lines: no other exception, and quickly. */
class OnnxFuzzTest {
  private final byte[] model = OnnxWriter.bytes(Model.small());

  @Test
  void cutOffAnywhere() {
    Assertions.assertTimeout(Duration.ofSeconds(300), () -> {
      for (int n = 0; n < model.length; n++) assertThat(refused(Arrays.copyOf(model, n))).as("cut at byte %d of %d", n, model.length).isTrue();
    });
  }

  @Test
  void damagedAnywhere() {
    SplittableRandom rng = new SplittableRandom(20240608);
    int refused = 0;
    int n = 6000;
    for (int i = 0; i < n; i++) {
      byte[] bytes = model.clone();
      for (int k = 1 + rng.nextInt(3); k > 0; k--) {
        int at = rng.nextInt(bytes.length);
        bytes[at] = rng.nextBoolean() ? (byte) rng.nextInt(256) : (byte) (bytes[at] ^ 1 << rng.nextInt(8));
      }
      if (rng.nextInt(4) == 0) bytes = spliced(bytes, rng);
      if (refused(bytes)) refused++;
    }
    assertThat(refused).isBetween(n / 2, n - 1);
  }

  private static byte[] spliced(byte[] bytes, SplittableRandom rng) {
    int from = rng.nextInt(bytes.length);
    int length = rng.nextInt(Math.min(200, bytes.length - from));
    int to = rng.nextInt(bytes.length);
    byte[] spliced = new byte[bytes.length + length];
    System.arraycopy(bytes, 0, spliced, 0, to);
    System.arraycopy(bytes, from, spliced, to, length);
    System.arraycopy(bytes, to, spliced, to + length, bytes.length - to);
    return spliced;
  }

  private static boolean refused(byte[] bytes) {
    try {
      OnnxReader.read("model.onnx", "fuzz", bytes);
      return false;
    } catch (BadInput e) {
      assertThat(e.getMessage()).startsWith("model.onnx: ").doesNotContain("Exception");
      assertThat(e.getMessage().lines().count()).isLessThanOrEqualTo(4);
      return true;
    }
  }
}
