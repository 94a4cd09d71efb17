// SPDX-License-Identifier: Apache-2.0
package blocks.bus;

/** Why words that a host sent are dropped, from then on until a reset. */
public enum BusError {
  NONE(0, "no error"),
  ORDER(1, "words of an image, masks or constants before any of the program"),
  SHORT(2, "a packet that ended within a transaction, or before as many as its length register says"),
  LONG(3, "a packet that did not end with as many transactions as its length register says");

  /** As register {@code error} shows it. */
  public final int code;

  /** For pages. */
  public final String meaning;

  BusError(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  /** All of them as a table of a page. */
  public static String table() {
    var out = new StringBuilder("| `error.code` | means |\n| --- | --- |\n");
    for (var error : values()) out.append("| ").append(error.code).append(" | ").append(error.meaning).append(" |\n");
    return out.toString();
  }
}
