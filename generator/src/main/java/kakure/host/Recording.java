// SPDX-License-Identifier: Apache-2.0
package kakure.host;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import kakure.host.StreamImage.When;
import kakure.kernel.Block;
import kakure.target.Link;
import kakure.target.Transactions;

/** A link that keeps what is sent. What has no name is called after its stream. */
final class Recording implements Link {
  private final Block top;
  private final When when;
  private final Map<String, ByteArrayOutputStream> bytes = new LinkedHashMap<>();
  private final Map<String, String> streams = new LinkedHashMap<>();

  Recording(Block top, When when) {
    this.top = top;
    this.when = when;
  }

  @Override
  public void send(String stream, ByteBuffer transactions) {
    send(stream, (when == When.RESET ? "setup_" : "") + stream, transactions);
  }

  @Override
  public void send(String stream, String name, ByteBuffer transactions) {
    if (!stream.equals(streams.computeIfAbsent(name, n -> stream))) throw new IllegalStateException("\"" + name + "\" is sent to " + streams.get(name) + " and to " + stream);
    var sent = new byte[transactions.remaining()];
    transactions.duplicate().get(sent);
    bytes.computeIfAbsent(name, n -> new ByteArrayOutputStream()).writeBytes(sent);
  }

  /** What was sent, in order. */
  List<StreamImage> images() {
    var images = new ArrayList<StreamImage>();
    streams.forEach((name, stream) -> images.add(new StreamImage(name, stream, when, 8 * Transactions.of(top, stream).bytes(), bytes.get(name).toByteArray())));
    return images;
  }

  /** Names of what is the same in another recording. */
  TreeSet<String> same(Recording other) {
    var same = new TreeSet<String>();
    bytes.forEach((name, sent) -> {
      var there = other.bytes.get(name);
      if (there != null && Arrays.equals(sent.toByteArray(), there.toByteArray())) same.add(name);
    });
    return same;
  }
}
