// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;

/**
 * What a host sees at the addresses of a bus: registers of 32 bits, each a {@link Word}. The one description of them: templates decode by it, golden functions answer by it, and every
 * file that a host's side reads (C header, SystemRDL, IP-XACT, tables) is written from it.
 *
 * @param name lower case, as in {@code "kakure_bus"}: what names of files and constants begin with
 * @param title a few words
 * @param addressBits bits of a byte address; what no register has is answered with an error
 * @param registers by their offset
 */
public record RegisterMap(String name, String title, int addressBits, List<Register> registers) {
  /** Bytes of a register. */
  public static final int BYTES = 4;

  /** Checks that registers lie apart, within the addresses, and have names of their own. */
  public RegisterMap {
    registers = List.copyOf(registers);
    int next = 0;
    for (var r : registers) {
      if (r.offset < next || r.offset % BYTES != 0) throw new IllegalArgumentException(r.name() + " lies at " + r.offset + ", which is taken or not a multiple of " + BYTES);
      next = r.offset + BYTES;
    }
    if (next > 1 << addressBits) throw new IllegalArgumentException("the registers of " + name + " take " + next + " bytes, its addresses have " + addressBits + " bits");
    if (registers.stream().map(Register::name).distinct().count() != registers.size()) throw new IllegalArgumentException("two registers of " + name + " have one name");
  }

  /** What a host may do to a register. The other way is answered with an error. */
  public enum Access {
    /** What goes on. */
    READ("read"),
    /** The same for ever. */
    CONSTANT("read"),
    /** Does something, and is not kept. */
    WRITE("write"),
    /** Is kept. */
    READ_WRITE("read, write"),
    /** What has happened, until a 1 is written; some of its bits may be of what goes on, see {@link Register#clears}. */
    CLEAR("read, write 1 to clear");

    /** For pages. */
    public final String text;

    Access(String text) {
      this.text = text;
    }

    /** Whether a read is answered with a value. */
    public boolean reads() {
      return this != WRITE;
    }

    /** Whether a write is taken. */
    public boolean writes() {
      return this != READ && this != CONSTANT;
    }
  }

  /**
   * A register.
   *
   * @param offset of its first byte
   * @param access whether it may be read and written
   * @param reset its value after reset, of all fields together; of what follows the hardware's state, the value of an idle one
   * @param word its fields and its name
   * @param meaning for the page; starts with a small letter
   * @param clears bits that a write of 1 clears; none but of {@link Access#CLEAR}
   */
  public record Register(int offset, Access access, long reset, Word word, String meaning, long clears) {
    /** Checks that the word is no wider than a register. */
    public Register {
      if (word.width() > 8 * BYTES) throw new IllegalArgumentException(word.name() + " has " + word.width() + " bits");
      if (reset < 0 || reset >>> 8 * BYTES != 0) throw new IllegalArgumentException(word.name() + " is reset to " + reset);
      if (clears != 0 && access != Access.CLEAR) throw new IllegalArgumentException(word.name() + " is not cleared by a write");
    }

    /** One of which all bits or none clear. */
    public Register(int offset, Access access, long reset, Word word, String meaning) {
      this(offset, access, reset, word, meaning, access == Access.CLEAR ? -1 : 0);
    }

    /** The same of which these bits clear alone; the others say what goes on. */
    public Register clearing(long bits) {
      return new Register(offset, access, reset, word, meaning, bits);
    }

    /** Whether a write of 1 clears the field. */
    public boolean clears(Word.Field field) {
      return field.of(clears) != 0;
    }

    /** Lower case, as in {@code "irq_enable"}. */
    public String name() {
      return word.name();
    }

    /** In capitals, for constants. */
    public String constant() {
      return name().toUpperCase(Locale.ROOT);
    }
  }

  /** The register of this name. @throws NoSuchElementException if there is none */
  public Register register(String register) {
    return registers.stream().filter(r -> r.name().equals(register)).findFirst().orElseThrow(() -> new NoSuchElementException("no register " + register + " in " + name));
  }

  /** In capitals, for constants. */
  public String constant() {
    return name.toUpperCase(Locale.ROOT);
  }

  /** Bytes of all addresses. */
  public int size() {
    return 1 << addressBits;
  }
}
