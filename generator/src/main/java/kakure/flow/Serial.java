// SPDX-License-Identifier: Apache-2.0
package kakure.flow;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import kakure.cosim.Design;
import kakure.cosim.StreamPorts;
import kakure.target.Link;

/**
 * Streams of a design as the bytes that its serial loader takes: before each word the number of its stream.
 *
 * @param design without the loader
 */
public record Serial(Design design) {
  /** A link to the design over one to its loader. */
  public Link over(Link bytes) {
    return (stream, words) -> bytes.send(Board.RX, framed(stream, words));
  }

  /** A link that keeps the bytes. */
  public Link into(ByteArrayOutputStream bytes) {
    return (stream, words) -> bytes.writeBytes(framed(stream, words).array());
  }

  private ByteBuffer framed(String stream, ByteBuffer words) {
    var in = design.streams().stream().filter(StreamPorts::input).toList();
    int number = in.indexOf(design.stream(stream)), size = in.get(number).bytes();
    var from = words.duplicate();
    var framed = ByteBuffer.allocate(from.remaining() / size * (size + 1));
    var word = new byte[size];
    while (from.hasRemaining()) {
      from.get(word);
      framed.put((byte) number).put(word);
    }
    return framed.flip();
  }
}
