// SPDX-License-Identifier: Apache-2.0
package kakure.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.zip.CRC32;
import kakure.network.Images;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The drawn digits are the same everywhere, legible in the plain sense of having ink in the middle, and evenly spread over the classes. */
class StrokesTest {
  @Test
  void drawsTheSameEverywhere() {
    Images data = Strokes.draw(1, 200);
    CRC32 crc = new CRC32();
    crc.update(data.pixels());
    crc.update(data.labels());
    assertThat(Long.toHexString(crc.getValue())).isEqualTo("c42d51c2");
    assertThat(Strokes.draw(1, 50)).isEqualTo(data.first(50));
    assertThat(Strokes.draw(2, 200)).isNotEqualTo(data);
  }

  @Test
  void drawsEveryDigitWithinTheImage() {
    Images data = Strokes.draw(3, 2000);
    int[] count = new int[10];
    for (int i = 0; i < data.count(); i++) {
      count[data.label(i)]++;
      int ink = 0;
      int rim = 0;
      byte[] image = data.image(i);
      for (int p = 0; p < image.length; p++) {
        if ((image[p] & 255) < 100) continue;
        ink++;
        if (p / 28 == 0 || p / 28 == 27 || p % 28 == 0 || p % 28 == 27) rim++;
      }
      assertThat(ink).as("image %d", i).isBetween(15, 350);
      assertThat(rim).as("image %d", i).isLessThan(20);
    }
    for (int n : count) assertThat(n).isBetween(140, 260);
  }

  @Test
  void trainingAndTestImagesDiffer(@TempDir Path directory) {
    Strokes.write(directory, 5, 30, 20);
    Images train = IdxFiles.read(directory, Part.TRAIN);
    Images test = IdxFiles.read(directory, Part.TEST);
    assertThat(train).isEqualTo(Strokes.draw(10, 30));
    assertThat(test.count()).isEqualTo(20);
    assertThat(test).isNotEqualTo(train.first(20));
    assertThatIllegalArgumentException().isThrownBy(() -> Strokes.draw(1, 0)).withMessageContaining("count 0");
  }
}
