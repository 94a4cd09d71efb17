// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/** Writes maps, collections, strings, numbers, booleans and null as JSON, two levels indented, the rest on its line. */
public final class Json {
  private static final int INDENTED = 2;

  private final StringBuilder out = new StringBuilder();

  private Json() {}

  /** The text, ended by a line break. */
  public static String write(Object value) {
    var json = new Json();
    json.value(value, 0);
    return json.out.append('\n').toString();
  }

  private void value(Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      items('{', '}', map.entrySet(), depth);
    } else if (value instanceof Collection<?> list) {
      items('[', ']', list, depth);
    } else if (value instanceof Map.Entry<?, ?> e) {
      string((String) e.getKey());
      out.append(": ");
      value(e.getValue(), depth);
    } else if (value instanceof String s) {
      string(s);
    } else {
      out.append(value);
    }
  }

  private void items(char open, char close, Collection<?> items, int depth) {
    boolean lines = depth < INDENTED && !items.isEmpty();
    out.append(open);
    var between = "";
    for (var item : items) {
      out.append(between).append(lines ? "\n" + "  ".repeat(depth + 1) : "");
      value(item, depth + 1);
      between = lines ? "," : ", ";
    }
    out.append(lines ? "\n" + "  ".repeat(depth) : "").append(close);
  }

  private void string(String s) {
    out.append('"');
    for (char c : s.toCharArray()) {
      if (c == '"' || c == '\\') out.append('\\').append(c);
      else if (c < 0x20) out.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      else out.append(c);
    }
    out.append('"');
  }
}
