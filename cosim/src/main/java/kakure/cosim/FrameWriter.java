// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes frames to a file, numbered as on the wire. */
final class FrameWriter {
  private final OutputStream out;
  private int sequence;

  FrameWriter(OutputStream out) {
    this.out = out;
  }

  /** The payload lies between byte 16 and the limit. */
  void write(Message type, ByteBuffer frame) throws IOException {
    type.stamp(frame, sequence++);
    byte[] bytes = new byte[frame.limit()];
    frame.get(0, bytes);
    out.write(bytes);
  }
}
