// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import kakure.kernel.Expr;
import kakure.kernel.Records;
import kakure.kernel.Sig;
import kakure.kernel.Type;

/**
 * word = the fields side by side, each at its place: the one description of a packed word. Golden functions, planners and stimuli pack and unpack by it, wiring slices
 * by it, templates print its places and pages its table.
 *
 * <p>As numbers a word is an array of 64-bit parts, the lowest bits in part 0, or a {@code BigInteger}; a field may not straddle two parts.
 *
 * @param name for messages and pages: {@code "tap"}
 * @param width bits of the word, 1 or more
 * @param fields by their place
 */
public record Word(String name, int width, List<Field> fields) {
  private static final int PART = 64;

  /** Checks that fields lie within the word, do not overlap, do not straddle and have names of their own. */
  public Word {
    fields = List.copyOf(fields);
    int end = 0;
    var names = new LinkedHashSet<String>();
    for (var f : fields) {
      if (!names.add(f.name)) throw new IllegalArgumentException("two fields of " + name + " have one name");
      if (f.lsb < end) throw new IllegalArgumentException(f.name + " of " + name + " begins at bit " + f.lsb + ", the field before it ends at " + (end - 1));
      if (f.width < 1 || f.width > PART || f.lsb / PART != f.msb() / PART) throw new IllegalArgumentException(f.name + " of " + name + " has bits " + f.msb() + ":" + f.lsb + ", which are not within 64");
      end = f.lsb + f.width;
    }
    if (end > width) throw new IllegalArgumentException("the fields of " + name + " take " + end + " bits of " + width);
  }

  /**
   * A field of a word.
   *
   * @param name lower case: {@code "mul"}
   * @param lsb lowest bit within the word
   * @param width bits, 1 to 64
   * @param signed two's complement
   * @param meaning for the page; starts with a small letter
   */
  public record Field(String name, int lsb, int width, boolean signed, String meaning) {
    /** Highest bit within the word. */
    public int msb() {
      return lsb + width - 1;
    }

    /** The 64-bit part of the word that it lies in. */
    public int part() {
      return lsb / PART;
    }

    /** Lowest bit within its part. */
    public int partLsb() {
      return lsb % PART;
    }

    /** The least value. */
    public BigInteger least() {
      return signed ? BigInteger.ONE.shiftLeft(width - 1).negate() : BigInteger.ZERO;
    }

    /** The greatest value. */
    public BigInteger greatest() {
      return BigInteger.ONE.shiftLeft(signed ? width - 1 : width).subtract(BigInteger.ONE);
    }

    /** Whether a value is in range; of 64 bits without a sign, any. */
    public boolean holds(long value) {
      int unused = PART - width;
      return value == (signed ? value << unused >> unused : value << unused >>> unused);
    }

    /** The value in a word given in parts; with its sign, if it has one. */
    public long in(long... parts) {
      return of(parts[part()]);
    }

    /** The value, given the part that it lies in. */
    public long of(long part) {
      long high = part << PART - width - partLsb();
      return signed ? high >> PART - width : high >>> PART - width;
    }

    /** The value in a word; with its sign, if it has one. */
    public BigInteger in(BigInteger word) {
      var raw = Values.slice(word, lsb, width);
      return signed ? Values.signed(raw, width) : raw;
    }

    /** The bits in a wire that carries the word. */
    public Expr in(Sig word) {
      return Expr.slice(word, msb(), lsb);
    }

    /** The lowest {@code bits} of them. */
    public Expr in(Sig word, int bits) {
      return Expr.slice(word, lsb + bits - 1, lsb);
    }

    /**
     * Sets the field, whose bits must be 0, in a word given in parts.
     *
     * @throws IllegalArgumentException if the value is out of range: field, value and range
     */
    public void put(long[] parts, long value) {
      if (!holds(value)) throw new IllegalArgumentException(name + " = " + value + " is outside " + least() + " .. " + greatest() + ", the " + width + " bits of its field");
      parts[part()] |= (value & -1L >>> PART - width) << partLsb();
    }

    /** The field's bits of a word of one part that is 0 elsewhere. @throws IllegalArgumentException if the value is out of range */
    public long put(long value) {
      var word = new long[part() + 1];
      put(word, value);
      return word[part()];
    }
  }

  /** Fields in the order of their places; each begins where the one before it ends, or {@link #at}. */
  public static final class Builder {
    private final String name;
    private final List<Field> fields = new ArrayList<>();
    private int next;

    /** A word without fields. */
    public Builder(String name) {
      this.name = name;
    }

    /** The next field begins at this bit. */
    public Builder at(int lsb) {
      next = lsb;
      return this;
    }

    /** A field that is not negative. */
    public Field unsigned(String field, int width, String meaning) {
      return add(new Field(field, next, width, false, meaning));
    }

    /** A field in two's complement. */
    public Field signed(String field, int width, String meaning) {
      return add(new Field(field, next, width, true, meaning));
    }

    private Field add(Field field) {
      fields.add(field);
      next = field.lsb + field.width;
      return field;
    }

    /** The word, as wide as its fields. */
    public Word build() {
      return build(next);
    }

    /** The word, {@code width} bits wide. */
    public Word build(int width) {
      return new Word(name, width, fields);
    }
  }

  /** The field of this name. @throws NoSuchElementException if there is none */
  public Field field(String field) {
    return fields.stream().filter(f -> f.name.equals(field)).findFirst().orElseThrow(() -> new NoSuchElementException("no field " + field + " in " + name));
  }

  /** The fields of this word as they stand in a wire that carries another one of the same names; what it does not keep of their high bits is cut off. */
  public Expr from(Word other, Sig word) {
    return Expr.vec(fields.stream().map(f -> other.field(f.name).in(word, f.width)).toList());
  }

  /**
   * The fields in a wire that carries the word as a bundle of expressions, each by its component's name.
   *
   * @param like record of {@code Type}, whose components are named as fields are
   */
  public Record in(Sig word, Record like) {
    return Records.map(like, (stem, type) -> Expr.as(field(stem).in(word), (Type) type));
  }

  /** The fields by their names, in their order: what a template reads. */
  public Map<String, Field> byName() {
    var all = new LinkedHashMap<String, Field>();
    for (var f : fields) all.put(f.name, f);
    return Collections.unmodifiableMap(all);
  }

  /** Parts of 64 bits. */
  public int parts() {
    return (width + PART - 1) / PART;
  }

  /** A word of zeros, in parts. */
  public long[] zeros() {
    return new long[parts()];
  }

  /** Bits that no field takes, in whole parts that are empty. */
  public int spareParts() {
    return parts() - (int) fields.stream().map(Field::part).distinct().count();
  }

  /** The word as a number that is not negative. */
  public static BigInteger number(long... parts) {
    var bytes = ByteBuffer.allocate(8 * parts.length);
    for (int i = parts.length - 1; i >= 0; i--) bytes.putLong(parts[i]);
    return new BigInteger(1, bytes.array());
  }
}
