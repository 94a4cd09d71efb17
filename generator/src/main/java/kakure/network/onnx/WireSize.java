// SPDX-License-Identifier: Apache-2.0
package kakure.network.onnx;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;

/**
 * Bytes of a model that are not a tensor's numbers. Two bytes of a file can become an object of a hundred, so this is bounded before the file is unpacked; a tensor's numbers stay as large as they are.
 *
 * <p>Field numbers are those of onnx.proto.
 */
final class WireSize {
  private enum Kind {
    MODEL, GRAPH, NODE, ATTRIBUTE, TENSOR;

    /** The message in a field that may lead to a tensor's numbers, or null. */
    Kind inside(int field) {
      return switch (this) {
        case MODEL -> field == 7 ? GRAPH : null;
        case GRAPH -> field == 1 ? NODE : field == 5 ? TENSOR : null;
        case NODE -> field == 5 ? ATTRIBUTE : null;
        case ATTRIBUTE -> field == 5 ? TENSOR : null;
        case TENSOR -> null;
      };
    }

    /** Whether a length-delimited field holds packed numbers. */
    boolean numbers(int field) {
      return this == TENSOR && (field == 4 || field == 5 || field == 7 || field == 9 || field == 10 || field == 11);
    }
  }

  private WireSize() {}

  /** Counts; what is not well-formed is left to the parser to report. */
  static long structure(byte[] model) {
    CodedInputStream in = CodedInputStream.newInstance(model);
    long[] numbers = {0};
    try {
      count(in, Kind.MODEL, numbers);
    } catch (IOException e) {
      return model.length - numbers[0];
    }
    return model.length - numbers[0];
  }

  private static void count(CodedInputStream in, Kind kind, long[] numbers) throws IOException {
    for (int tag; (tag = in.readTag()) != 0; ) {
      int field = WireFormat.getTagFieldNumber(tag);
      Kind inside = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED ? kind.inside(field) : null;
      int before = in.getTotalBytesRead();
      if (inside != null) {
        int limit = in.pushLimit(in.readRawVarint32());
        count(in, inside, numbers);
        in.popLimit(limit);
      } else {
        in.skipField(tag);
        if (WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED && kind.numbers(field)) numbers[0] += in.getTotalBytesRead() - before;
      }
    }
  }
}
