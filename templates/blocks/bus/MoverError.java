// SPDX-License-Identifier: Apache-2.0
package blocks.bus;

/** Why the mover between memory and streams stopped, until a reset. */
public enum MoverError {
  NONE(0, "no error"),
  READ(1, "memory answered a read with an error"),
  WRITE(2, "memory answered a write with an error"),
  ADDRESS(3, "an address that is no multiple: of 64 a descriptor's, of a bus word's bytes that of data"),
  LENGTH(4, "a length of 0; or, of a stream in, no whole bus words"),
  STREAM(5, "a descriptor of a stream that is none"),
  FULL(6, "an answer of more bus words than its buffer");

  /** As register {@code mover_error} shows it. */
  public final int code;

  /** For pages. */
  public final String meaning;

  MoverError(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }
}
