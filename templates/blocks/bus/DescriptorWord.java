// SPDX-License-Identifier: Apache-2.0
package blocks.bus;

import kakure.spec.Word;
import kakure.spec.Word.Field;

/** A descriptor as it lies in memory: {@value #BYTES} bytes, little-endian, at a multiple of {@value #ALIGNMENT}. */
public final class DescriptorWord {
  /** Bytes of one. */
  public static final int BYTES = 32;

  /** Of its address: a bus word of the widest bus holds one. */
  public static final int ALIGNMENT = 64;

  private static final Word.Builder FIELDS = new Word.Builder("descriptor in memory");

  /** Where the next one lies. */
  public static final Field NEXT = FIELDS.unsigned("next", 64, "address of the next descriptor; of the last one, too: it is read with this one, and more goes on there");

  /** Where the bytes lie. */
  public static final Field ADDRESS = FIELDS.unsigned("address", 64, "of the first byte, a multiple of a bus word's bytes");

  /** How many. */
  public static final Field LENGTH = FIELDS.unsigned("length", 32, "bytes: of a stream in whole bus words, of the answer those of its buffer");

  /** What is moved. */
  public static final Field STREAM = FIELDS.unsigned("stream", 4, "0 cfg, 1 img, 2 msk, 3 rqc from memory; 4 the answer to memory");

  /** Whether a packet ends. */
  public static final Field LAST = FIELDS.unsigned("last", 1, "1: the packet ends with the last of these words; not looked at of the answer");

  /** Whether somebody wants to know. */
  public static final Field INTERRUPT = FIELDS.unsigned("interrupt", 1, "1: moved of mover_pending is set when the last byte was moved");

  /** The word. */
  public static final Word WORD = FIELDS.build(8 * BYTES);

  /** Bits that are looked at: from the lowest on. */
  public static final int USED = INTERRUPT.msb() + 1;

  private DescriptorWord() {}
}
