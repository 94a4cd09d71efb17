// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.util.List;
import java.util.Map;

/** A JSON value that remembers where it stood: {@code at} is the offset of its first character. */
sealed interface Json {
  int at();

  /** An object; fields keep the order of the file. */
  record Obj(int at, Map<String, Json> fields) implements Json {}

  /** An array. */
  record Arr(int at, List<Json> items) implements Json {}

  /** A string, unescaped. */
  record Str(int at, String value) implements Json {}

  /** A number, as written. */
  record Num(int at, String text) implements Json {}

  /** true or false. */
  record Bool(int at, boolean value) implements Json {}

  /** null. */
  record Null(int at) implements Json {}

  /** The name of this kind of value, for messages. */
  default String kind() {
    if (this instanceof Obj) return "an object";
    if (this instanceof Arr) return "an array";
    if (this instanceof Str) return "a string";
    if (this instanceof Num) return "a number";
    return this instanceof Bool ? "a boolean" : "null";
  }
}
