// SPDX-License-Identifier: Apache-2.0
package kakure.eda;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A group {@code kind (arguments) { ... }} of a Liberty file, with what is kept of it. Reading is linear in the file's length. */
final class LibertyGroup {
  private static final int MAX_DEPTH = 64;

  final String kind;
  final List<String> arguments;
  final int line;
  private final Map<String, String> attributes = new LinkedHashMap<>();
  private final Map<String, List<String>> lists = new LinkedHashMap<>();
  private final List<LibertyGroup> groups = new ArrayList<>();

  private LibertyGroup(String kind, List<String> arguments, int line) {
    this.kind = kind;
    this.arguments = arguments;
    this.line = line;
  }

  /** What a reader keeps; the rest is passed over. */
  interface Kept {
    /** Whether an attribute {@code name : value;} or {@code name (values);} is kept. */
    boolean attribute(String name);

    /** Whether a group keeps a group of some kind. */
    boolean group(String parent, String kind);
  }

  /** Reads the one group that a file is. @throws kakure.BadInput with file and line of what is wrong */
  static LibertyGroup library(LibertyTokens tokens, Kept kept) {
    var library = statement(tokens, kept, null, 0);
    if (library == null || !library.kind.equals("library")) throw tokens.error(1, "a group \"library (NAME) { ... }\" is expected");
    if (!tokens.end()) throw tokens.error(tokens.line(), "text behind the library's end");
    return library;
  }

  /** Its only argument, or the first one; empty where there is none. */
  String name() {
    return arguments.isEmpty() ? "" : arguments.get(0);
  }

  /** The first value of an attribute; empty where there is none. */
  String attribute(String name) {
    return attributes.getOrDefault(name, "");
  }

  /** The first values of an attribute in parentheses; none where there is no such attribute. */
  List<String> list(String name) {
    return lists.getOrDefault(name, List.of());
  }

  /** The groups of a kind that are kept, in the file's order. */
  Stream<LibertyGroup> groups(String of) {
    return groups.stream().filter(g -> g.kind.equals(of));
  }

  /** All groups that are kept, in the file's order. */
  List<LibertyGroup> groups() {
    return groups;
  }

  /** Reads one statement of {@code parent}; a group is returned, and kept where it is of use. */
  private static LibertyGroup statement(LibertyTokens tokens, Kept kept, LibertyGroup parent, int depth) {
    int line = tokens.line();
    var name = tokens.word("the name of a group or attribute");
    if (tokens.take(':')) {
      var value = tokens.value();
      if (parent != null && kept.attribute(name)) parent.attributes.putIfAbsent(name, value);
      return null;
    }
    var arguments = tokens.arguments();
    if (!tokens.take('{')) {
      if (parent != null && kept.attribute(name)) parent.lists.putIfAbsent(name, arguments);
      tokens.take(';');
      return null;
    }
    if (depth == MAX_DEPTH) throw tokens.error(line, "groups are nested more than " + MAX_DEPTH + " deep");
    var group = new LibertyGroup(name, arguments, line);
    while (!tokens.take('}')) {
      if (tokens.take(';')) continue;
      if (tokens.end()) throw tokens.error(line, "group " + name + " is not closed");
      var inner = statement(tokens, kept, group, depth + 1);
      if (inner != null && kept.group(group.kind, inner.kind)) group.groups.add(inner);
    }
    tokens.take(';');
    return group;
  }
}
