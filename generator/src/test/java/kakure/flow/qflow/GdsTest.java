// SPDX-License-Identifier: Apache-2.0
package kakure.flow.qflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import kakure.BadInput;
import org.junit.jupiter.api.Test;

class GdsTest {
  /** A record: kind with the kind of its data, and the data. */
  static void record(ByteArrayOutputStream out, int kind, byte... data) {
    out.write(data.length + 4 >> 8);
    out.write(data.length + 4);
    out.write(kind >> 8);
    out.write(kind);
    out.writeBytes(data);
  }

  static byte[] name(String text) {
    return Arrays.copyOf(text.getBytes(StandardCharsets.ISO_8859_1), text.length() + (text.length() & 1));
  }

  /** Structures, the first of which refers to the others by name. */
  static byte[] stream(String[] references, String... structures) {
    var out = new ByteArrayOutputStream();
    record(out, 0x0002, (byte) 0, (byte) 3);
    record(out, 0x0102, new byte[] {0, 126, 0, 11, 0, 29, 0, 19, 0, 7, 0, 54, 0, 126, 0, 11, 0, 29, 0, 19, 0, 10, 0, 47});
    record(out, 0x0206, name("lib"));
    record(out, 0x0305, new byte[16]);
    for (var structure : structures) {
      record(out, 0x0502, new byte[] {0, 126, 0, 11, 0, 29, 0, 19, 0, 7, 0, 54, 0, 126, 0, 11, 0, 29, 0, 19, 0, 10, 0, 47});
      record(out, 0x0606, name(structure));
      if (structure.equals(structures[0])) {
        for (var reference : references) {
          record(out, 0x0a00);
          record(out, 0x1206, name(reference));
          record(out, 0x1003, new byte[8]);
          record(out, 0x1100);
        }
      }
      record(out, 0x0700);
    }
    record(out, 0x0400);
    return out.toByteArray();
  }

  @Test
  void whatIsReferredToAndNotHeldIsMissing() {
    var gds = Gds.of("x.gds", stream(new String[] {"INVX1", "BUFX2", "INVX1"}, "top", "BUFX2"));
    assertThat(gds.structures()).containsExactly("BUFX2", "top");
    assertThat(gds.references()).containsExactly("BUFX2", "INVX1");
    assertThat(gds.undefined()).containsExactly("INVX1");
    assertThat(Gds.of("x.gds", stream(new String[] {"INVX1"}, "top", "INVX1")).undefined()).isEmpty();
    assertThat(Gds.of("x.gds", stream(new String[] {"invx1"}, "top", "INVX1")).undefined()).containsExactly("invx1");
  }

  @Test
  void aStreamIsPaddedBehindItsEnd() {
    var stream = stream(new String[0], "top");
    assertThat(Gds.of("x.gds", Arrays.copyOf(stream, 2048)).structures()).containsExactly("top");
  }

  @Test
  void timesAreLeftOut() {
    var stream = stream(new String[] {"A"}, "top");
    var other = stream.clone();
    other[11] = 99; // the year
    assertThat(other).isNotEqualTo(stream);
    assertThat(Gds.undated("x.gds", other)).isEqualTo(Gds.undated("x.gds", stream)).hasSameSizeAs(stream);
    assertThat(Gds.of("x.gds", Gds.undated("x.gds", stream))).isEqualTo(Gds.of("x.gds", stream));
  }

  @Test
  void damagedStreamsAreRefusedWithTheOffset() {
    var stream = stream(new String[] {"INVX1"}, "top", "BUFX2");
    for (int length = 0; length < stream.length; length++) {
      var cut = Arrays.copyOf(stream, length);
      assertThatThrownBy(() -> Gds.of("x.gds", cut)).as("%d bytes", length).isInstanceOf(BadInput.class).hasMessageContaining("x.gds").hasMessageContaining("offset");
    }
    assertThatThrownBy(() -> Gds.of("x.gds", stream(new String[0], "top", "top"))).isInstanceOf(BadInput.class).hasMessageContaining("twice");
    assertThatThrownBy(() -> Gds.of("x.gds", stream(new String[] {""}, "top"))).isInstanceOf(BadInput.class).hasMessageContaining("a name of 0 letters");
    assertThatThrownBy(() -> Gds.of("x.gds", stream(new String[0], "to\u0001p"))).isInstanceOf(BadInput.class).hasMessageContaining("a name with a byte of 0x1");
    assertThatThrownBy(() -> Gds.of("x.gds", "GIF89a: no stream".getBytes(StandardCharsets.US_ASCII))).isInstanceOf(BadInput.class);
    var odd = stream.clone();
    odd[1] = 7;
    assertThatThrownBy(() -> Gds.of("x.gds", odd)).isInstanceOf(BadInput.class).hasMessageContaining("a record of 7 bytes");
    var still = stream.clone();
    still[1] = 0;
    assertThatThrownBy(() -> Gds.of("x.gds", still)).isInstanceOf(BadInput.class).hasMessageContaining("a record of 0 bytes");
  }
}
