// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Strict JSON (RFC 8259): no comments, no trailing commas, no name twice in an object, nothing after the value, at most 64 levels deep.
 * Exists because this module has no dependencies and needs the place of every value for its messages.
 */
final class JsonParser {
  private static final int MAX_DEPTH = 64;
  private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");

  private final String source;
  private final String text;
  private int at;

  private JsonParser(String source, String text) {
    this.source = source;
    this.text = text;
  }

  /** Parses a whole text; {@code source} names it in messages. */
  static Json parse(String source, String text) {
    JsonParser p = new JsonParser(source, text);
    p.space();
    Json value = p.value(0);
    p.space();
    if (p.at < text.length()) throw p.error(p.at, "nothing may follow the value");
    return value;
  }

  /** {@code source:line:column: message}. */
  static DesignException error(String source, String text, int at, String message) {
    int end = Math.min(at, text.length());
    int line = 1;
    int start = 0;
    for (int i = 0; i < end; i++) {
      if (text.charAt(i) == '\n') {
        line++;
        start = i + 1;
      }
    }
    return new DesignException(source + ":" + line + ":" + (end - start + 1) + ": " + Printed.plain(message));
  }

  private DesignException error(int where, String message) {
    return error(source, text, where, message);
  }

  private Json value(int depth) {
    if (depth > MAX_DEPTH) throw error(at, "more than " + MAX_DEPTH + " levels deep");
    int start = at;
    switch (peek()) {
      case '{': return object(start, depth);
      case '[': return array(start, depth);
      case '"': return new Json.Str(start, string());
      case 't': word("true"); return new Json.Bool(start, true);
      case 'f': word("false"); return new Json.Bool(start, false);
      case 'n': word("null"); return new Json.Null(start);
      default: return number(start);
    }
  }

  private Json object(int start, int depth) {
    Map<String, Json> fields = new LinkedHashMap<>();
    at++;
    space();
    if (peek() == '}') {
      at++;
      return new Json.Obj(start, fields);
    }
    while (true) {
      int name = at;
      if (peek() != '"') throw error(at, "a field name in quotes is expected");
      String key = string();
      space();
      expect(':');
      space();
      if (fields.put(key, value(depth + 1)) != null) throw error(name, "field \"" + key + "\" is there twice");
      space();
      if (peek() == '}') {
        at++;
        return new Json.Obj(start, fields);
      }
      expect(',');
      space();
    }
  }

  private Json array(int start, int depth) {
    List<Json> items = new ArrayList<>();
    at++;
    space();
    if (peek() == ']') {
      at++;
      return new Json.Arr(start, items);
    }
    while (true) {
      items.add(value(depth + 1));
      space();
      if (peek() == ']') {
        at++;
        return new Json.Arr(start, items);
      }
      expect(',');
      space();
    }
  }

  private Json number(int start) {
    Matcher m = NUMBER.matcher(text).region(start, text.length());
    if (!m.lookingAt()) throw error(start, start == text.length() ? "the text ends where a value is expected" : "a value is expected");
    at = m.end();
    return new Json.Num(start, m.group());
  }

  private String string() {
    int start = at++;
    StringBuilder s = new StringBuilder();
    while (true) {
      char c = peek();
      if (c == '"') {
        at++;
        return s.toString();
      }
      if (c < 0x20) throw error(at, at == text.length() ? "the string that begins at offset " + start + " has no end" : "a control character in a string must be escaped");
      at++;
      s.append(c == '\\' ? escape() : c);
    }
  }

  private char escape() {
    char c = peek();
    at++;
    switch (c) {
      case '"', '\\', '/': return c;
      case 'b': return '\b';
      case 'f': return '\f';
      case 'n': return '\n';
      case 'r': return '\r';
      case 't': return '\t';
      case 'u':
        int code = 0;
        for (int i = 0; i < 4; i++, at++) {
          int digit = Character.digit(peek(), 16);
          if (digit < 0) throw error(at, "four hexadecimal digits are expected after \\u");
          code = code * 16 + digit;
        }
        return (char) code;
      default: throw error(at - 1, "no such escape");
    }
  }

  private void word(String w) {
    if (!text.startsWith(w, at)) throw error(at, "a value is expected");
    at += w.length();
  }

  private void expect(char c) {
    if (peek() != c) throw error(at, at == text.length() ? "the text ends where '" + c + "' is expected" : "'" + c + "' is expected");
    at++;
  }

  private char peek() {
    return at < text.length() ? text.charAt(at) : 0;
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
  }
}
