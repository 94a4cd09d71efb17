// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The same hardware several times side by side in one simulation, each with a case of its own. A transaction of a stream is one of each, the first one's in the lowest bytes; all do the same at the same time, so their streams
 * move together.
 *
 * @param count of them, 1 or more
 * @param bytes of a transaction of one of them, on every stream
 */
public record Lanes(int count, int bytes) {
  /** A link to all of them, which all get the same. */
  public Link all(Link link) {
    return (stream, words) -> {
      var from = words.duplicate();
      var to = ByteBuffer.allocate(Math.multiplyExact(from.remaining(), count));
      var word = new byte[bytes];
      while (from.hasRemaining()) {
        from.get(word);
        for (int l = 0; l < count; l++) to.put(word);
      }
      link.send(stream, to.flip());
    };
  }

  /**
   * Sends a case to each; those for which there is none repeat the last one.
   *
   * @throws IllegalArgumentException where there are none, more than hardware, or such as do not take equally many words
   */
  public void send(List<? extends Case> cases, Link link) {
    if (cases.isEmpty() || cases.size() > count) throw new IllegalArgumentException(cases.size() + " cases for " + count + " side by side");
    var sent = cases.stream().map(Lanes::words).toList();
    var streams = new LinkedHashSet<String>();
    for (var words : sent) streams.addAll(words.keySet());
    for (var stream : streams) {
      var each = sent.stream().map(words -> words.getOrDefault(stream, new ByteArrayOutputStream()).toByteArray()).toList();
      int size = each.get(0).length;
      if (each.stream().anyMatch(e -> e.length != size)) throw new IllegalArgumentException("cases side by side take different numbers of words of " + stream);
      var to = ByteBuffer.allocate(Math.multiplyExact(size, count));
      for (int at = 0; at < size; at += bytes) for (int l = 0; l < count; l++) to.put(each.get(Math.min(l, each.size() - 1)), at, bytes);
      link.send(stream, to.flip());
    }
  }

  private static Map<String, ByteArrayOutputStream> words(Case c) {
    var all = new LinkedHashMap<String, ByteArrayOutputStream>();
    c.send((stream, words) -> {
      var bytes = new byte[words.remaining()];
      words.duplicate().get(bytes);
      all.computeIfAbsent(stream, s -> new ByteArrayOutputStream()).writeBytes(bytes);
    });
    return all;
  }

  /** What one of them answered, of what all did. */
  ByteBuffer one(ByteBuffer all, int lane) {
    var from = all.duplicate();
    var one = ByteBuffer.allocate(from.remaining() / count).order(all.order());
    for (int at = from.position() + lane * bytes; at < from.limit(); at += count * bytes) one.put(one.position(), from, at, bytes).position(one.position() + bytes);
    return one.flip();
  }
}
