// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.util.Arrays;
import java.util.List;
import kakure.kernel.Block;

/**
 * The inputs that are legal for a function, as what may be chosen freely: fields of bits, and how they become inputs. Most blocks take anything, and their fields are their ports.
 */
public final class Space {
  private final Longs fields;
  private final int inputs;
  /** Null where the fields are the inputs. */
  private final FunctionModel.Function inputsOf;

  private Space(Longs fields, int inputs, FunctionModel.Function inputsOf) {
    this.fields = fields;
    this.inputs = inputs;
    this.inputsOf = inputsOf;
  }

  /** Any bits on any input port. */
  public static Space of(Block block) {
    var ports = Longs.inputs(block);
    return new Space(ports, ports.size(), null);
  }

  /**
   * Inputs made of fields.
   *
   * @param inputsOf fills the block's inputs, as {@link FunctionModel#apply} takes them, from the fields
   * @param widths of the fields, each 0 to 64 bits
   */
  public static Space of(Block block, FunctionModel.Function inputsOf, int... widths) {
    return new Space(Longs.of(widths), Longs.inputs(block).size(), inputsOf);
  }

  /** Bits of all fields: the space has two to the power of these points. */
  public int bits() {
    int n = 0;
    for (int i = 0; i < fields.count(); i++) n += fields.width(i);
    return n;
  }

  /**
   * Every point once, the first field's low bits counting fastest.
   *
   * @throws IllegalArgumentException for more than 62 bits
   */
  public Domain exhaustive() {
    int bits = bits();
    if (bits > 62) throw new IllegalArgumentException("its inputs have " + bits + " bits together, and at most 62 can be tried exhaustively");
    return new Domain() {
      @Override
      public long size() {
        return 1L << bits;
      }

      @Override
      public boolean counted() {
        return inputsOf == null;
      }

      @Override
      public Cursor cursor() {
        var count = new Count(fields);
        if (inputsOf == null) return count;
        var chosen = new long[fields.size()];
        return (index, in) -> {
          count.point(index, chosen);
          inputsOf.apply(chosen, in);
        };
      }
    };
  }

  /** Endless random points: point i follows from seed and i alone. A field in eight is a corner: all zeros, all ones, the top bit alone, or one. */
  public Domain random(long seed) {
    return new Domain() {
      @Override
      public long size() {
        return Long.MAX_VALUE;
      }

      @Override
      public Cursor cursor() {
        var own = new long[fields.size()];
        return (index, in) -> {
          var chosen = inputsOf == null ? in : own;
          long state = Domain.mix(seed ^ Domain.mix(index));
          for (int i = 0; i < fields.count(); i++) state = field(fields.width(i), chosen, fields.first(i), state);
          if (inputsOf != null) inputsOf.apply(chosen, in);
        };
      }
    };
  }

  private static long field(int width, long[] to, int first, long state) {
    int words = Longs.words(width);
    long choice = Domain.mix(state++);
    for (int w = 0; w < words; w++) {
      long bits = Domain.mix(state++);
      if ((choice & 7) == 0) {
        int corner = (int) (choice >>> 3 & 3);
        bits = corner == 0 ? 0 : corner == 1 ? -1 : corner == 2 ? (w == words - 1 ? 1L << (width - 1) % 64 : 0) : w == 0 ? 1 : 0;
      }
      to[first + w] = w == words - 1 ? bits & Longs.ones(width - 64 * w) : bits;
    }
    return state;
  }

  /** These points, in order. */
  public Domain directed(List<long[]> points) {
    for (var point : points) if (point.length != inputs) throw new IllegalArgumentException("a point of " + point.length + " longs where the block's inputs take " + inputs);
    var all = points.stream().map(long[]::clone).toList();
    return new Domain() {
      @Override
      public long size() {
        return all.size();
      }

      @Override
      public Cursor cursor() {
        return (index, in) -> System.arraycopy(all.get((int) index), 0, in, 0, inputs);
      }

      @Override
      public String toString() {
        return Arrays.deepToString(all.toArray());
      }
    };
  }
}
