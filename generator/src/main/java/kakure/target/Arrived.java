// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import kakure.cosim.MemoryWatch;
import kakure.cosim.Simulation;

/** What a simulation brought: an answering stream and, where a memory is watched, its writes, taken in the order in which they came. */
final class Arrived {
  private final ByteBuffer out;
  private final ByteBuffer written;
  private final int stream;
  private final int bytes;

  private Arrived(ByteBuffer out, ByteBuffer written, int stream, int bytes) {
    this.out = out;
    this.written = written;
    this.stream = stream;
    this.bytes = bytes;
  }

  /** Receives {@code beats} transactions of a stream, and all writes. */
  static Arrived of(Simulation sim, String stream, long beats) {
    var design = sim.design();
    var out = sim.receive(stream, Math.toIntExact(beats));
    if (design.watch().isEmpty()) return new Arrived(out, ByteBuffer.allocate(0), 0, 0);
    var written = sim.receive(MemoryWatch.STREAM, Math.toIntExact(sim.available(MemoryWatch.STREAM)));
    return new Arrived(out, written, design.stream(stream).index(), design.watch().get().bytes());
  }

  /** What one of several side by side brought, of which no memory is watched. */
  Arrived of(Lanes lanes, int lane) {
    return new Arrived(lanes.one(out, lane), written, stream, bytes);
  }

  /** All of one case, or what there is. */
  Trace decode(Decoder decoder) {
    while (!decoder.complete() && next(decoder)) continue;
    return decoder.trace();
  }

  /** Hands the next transaction to a decoder. @return false where there is none */
  boolean next(Decoder decoder) {
    while (written.hasRemaining() && MemoryWatch.instance(written, written.position()) == MemoryWatch.PASSED && written.getInt(written.position() + 4) != stream) written.position(written.position() + bytes);
    if (written.hasRemaining() && MemoryWatch.instance(written, written.position()) != MemoryWatch.PASSED) {
      decoder.written(written);
      return true;
    }
    if (written.hasRemaining()) written.position(written.position() + bytes);
    if (!out.hasRemaining()) return false;
    decoder.take(out);
    return true;
  }

  /** A place between two transactions. @param out transactions of the stream before it, @param written of the memory, those of other streams among them */
  record Place(int out, int written) {}

  /** Where it stands, in bytes. */
  Place place() {
    return new Place(out.position(), written.position());
  }

  /** From one place on, as far as the other. */
  Arrived between(Place from, Place to) {
    return new Arrived(cut(out, from.out(), to.out()), cut(written, from.written(), to.written()), stream, bytes);
  }

  /** Whether what lies between two places is a write. */
  static boolean wrote(Place from, Place to) {
    return from.out() == to.out();
  }

  /** The last write, or the last transaction of the stream, before a place. */
  byte[] last(Place to, boolean write, int size) {
    var bytes = new byte[size];
    (write ? written : out).get((write ? to.written() : to.out()) - size, bytes);
    return bytes;
  }

  private static ByteBuffer cut(ByteBuffer all, int from, int to) {
    return all.duplicate().order(ByteOrder.LITTLE_ENDIAN).position(from).limit(to);
  }
}
