// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.NoSuchElementException;

/** Where each port lies in a packed record (a cycle's inputs or outputs, or a transaction): one after the other, no padding, little-endian. */
public final class RecordLayout {
  private final List<Port> ports;
  private final int[] offsets;
  private final int bytes;

  /** The layout of these ports in this order. */
  public RecordLayout(List<Port> ports) {
    this.ports = List.copyOf(ports);
    this.offsets = new int[ports.size()];
    int at = 0;
    for (int i = 0; i < offsets.length; i++) {
      offsets[i] = at;
      at += ports.get(i).bytes();
    }
    this.bytes = at;
  }

  /** The ports, in order. */
  public List<Port> ports() {
    return ports;
  }

  /** Bytes of one record. */
  public int bytes() {
    return bytes;
  }

  /** Byte offset of port i in a record. */
  public int offset(int i) {
    return offsets[i];
  }

  /** Byte offset of a port in a record. @throws NoSuchElementException if it has no such port */
  public int offset(String name) {
    for (int i = 0; i < offsets.length; i++) {
      if (ports.get(i).name().equals(name)) return offsets[i];
    }
    throw new NoSuchElementException("no port " + name + " in this record");
  }

  /** The port that covers a byte of the record. */
  public int portAt(int offset) {
    int i = ports.size() - 1;
    while (offsets[i] > offset) i--;
    return i;
  }

  /** Value of port i in record {@code record} of a buffer that holds records from index 0 on; raw bits, not negative. */
  public BigInteger get(ByteBuffer records, int record, int i) {
    Port p = ports.get(i);
    byte[] big = new byte[p.bytes()];
    int from = record * bytes + offsets[i];
    for (int b = 0; b < big.length; b++) big[big.length - 1 - b] = records.get(from + b);
    return new BigInteger(1, big);
  }

  /** Sets port i in record {@code record}. @throws IllegalArgumentException if the value is negative or too wide */
  public void put(ByteBuffer records, int record, int i, BigInteger value) {
    Port p = ports.get(i);
    byte[] little = littleEndian(p, value);
    int to = record * bytes + offsets[i];
    for (int b = 0; b < little.length; b++) records.put(to + b, little[b]);
  }

  /** Sets port i, of at most 64 bits, in record {@code record}. @throws IllegalArgumentException if the raw bits are too wide */
  public void put(ByteBuffer records, int record, int i, long raw) {
    Port p = ports.get(i);
    if (p.width() > Long.SIZE || p.width() < Long.SIZE && raw >>> p.width() != 0) throw new IllegalArgumentException("0x" + Long.toHexString(raw) + " does not fit port " + p.name() + " of " + p.width() + " bits, or it is no port of 64");
    int to = record * bytes + offsets[i];
    for (int b = 0; b < p.bytes(); b++) records.put(to + b, (byte) (raw >>> 8 * b));
  }

  /** Records one after the other, each given as a value per port; position 0. @throws IllegalArgumentException if a value is negative or too wide */
  public ByteBuffer pack(List<List<BigInteger>> records) {
    var packed = ByteBuffer.allocate(Math.multiplyExact(records.size(), bytes));
    for (int r = 0; r < records.size(); r++) for (int p = 0; p < ports.size(); p++) put(packed, r, p, records.get(r).get(p));
    return packed;
  }

  static byte[] littleEndian(Port p, BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > p.width()) {
      throw new IllegalArgumentException(value + " does not fit port " + p.name() + " of " + p.width() + " bits: raw bits, not negative, are expected");
    }
    byte[] big = value.toByteArray();
    byte[] little = new byte[p.bytes()];
    for (int b = 0; b < little.length && b < big.length; b++) little[b] = big[big.length - 1 - b];
    return little;
  }
}
