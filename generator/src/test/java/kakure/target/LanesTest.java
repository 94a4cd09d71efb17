// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
  private static final Lanes THREE = new Lanes(3, 2);

  /** A case of some bytes on the stream "in". */
  private record Bytes(int... values) implements Case {
    @Override
    public void send(Link link) {
      for (int v : values) link.send("in", ByteBuffer.wrap(new byte[] {(byte) v, (byte) (v >> 8)}));
    }

    @Override
    public String answer() {
      return "out";
    }

    @Override
    public long beats() {
      return values.length;
    }

    @Override
    public Trace golden() {
      throw new UnsupportedOperationException("lanes send and take, and ask nothing else of a case");
    }

    @Override
    public Decoder decoder() {
      throw new UnsupportedOperationException("lanes send and take, and ask nothing else of a case");
    }
  }

  private static List<Integer> sent(List<Bytes> cases) {
    var words = new ArrayList<Integer>();
    THREE.send(cases, (stream, bytes) -> take(stream, bytes, words));
    return words;
  }

  private static void take(String stream, ByteBuffer bytes, List<Integer> words) {
    assertThat(stream).isEqualTo("in");
    while (bytes.hasRemaining()) words.add((bytes.get() & 0xff) | (bytes.get() & 0xff) << 8);
  }

  @Test
  void aTransactionIsOneOfEach() {
    assertThat(sent(List.of(new Bytes(1, 2), new Bytes(300, 400), new Bytes(5, 6)))).containsExactly(1, 300, 5, 2, 400, 6);
    assertThat(sent(List.of(new Bytes(1, 2), new Bytes(300, 400)))).as("the last one is repeated").containsExactly(1, 300, 300, 2, 400, 400);
    assertThatThrownBy(() -> sent(List.of(new Bytes(1), new Bytes(2, 3)))).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("different numbers of words of in");
    assertThatThrownBy(() -> sent(List.of())).isInstanceOf(IllegalArgumentException.class).hasMessage("0 cases for 3 side by side");
  }

  @Test
  void whatIsTheSameForAllGoesToAll() {
    var words = new ArrayList<Integer>();
    THREE.all((stream, bytes) -> take(stream, bytes, words)).send("in", ByteBuffer.wrap(new byte[] {7, 1, 8, 0}));
    assertThat(words).containsExactly(263, 263, 263, 8, 8, 8);
  }

  @Test
  void eachHasItsAnswer() {
    var all = ByteBuffer.wrap(new byte[] {0, 1, 10, 11, 20, 21, 2, 3, 12, 13, 22, 23});
    assertThat(THREE.one(all, 0)).isEqualTo(ByteBuffer.wrap(new byte[] {0, 1, 2, 3}));
    assertThat(THREE.one(all, 2)).isEqualTo(ByteBuffer.wrap(new byte[] {20, 21, 22, 23}));
  }
}
