// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** A table of text: columns are as wide as their widest cell; those named with a leading {@code >} stand to the right. */
public final class Table {
  /** Columns of a terminal that a table fits. */
  static final int WIDTH = 100;
  private static final int GAP = 2;
  /** The least room that a text needs to be read. */
  private static final int TEXT = 40;

  private final List<String> names = new ArrayList<>();
  private final List<Boolean> right = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();

  /** @param columns the names, {@code ">cycles"} for a column of figures */
  public Table(String... columns) {
    for (String column : columns) {
      right.add(column.startsWith(">"));
      names.add(column.startsWith(">") ? column.substring(1) : column);
    }
  }

  /** @param cells as many as there are columns; @return this */
  public Table row(Object... cells) {
    if (cells.length != names.size()) {
      throw new IllegalStateException(cells.length + " cells for " + names.size() + " columns");
    }
    var row = new ArrayList<String>();
    for (Object cell : cells) {
      row.add(String.valueOf(cell));
    }
    rows.add(row);
    return this;
  }

  /**
   * For a terminal or a file: two spaces between columns, a rule under the names. A table wider than 100 columns folds: a text in its last column goes on below itself, or what is too much
   * follows as a table of its own, behind the first column again.
   *
   * @return lines, each ended
   */
  public String text() {
    int[] width = widths();
    int last = width.length - 1, others = Arrays.stream(width).limit(last).map(w -> w + GAP).sum();
    if (others + width[last] <= WIDTH) return plain(width);
    if (!right.get(last) && others <= WIDTH - TEXT) return wrapped(last, WIDTH - others);
    return folded(width);
  }

  /** The same with the texts of the last column cut at words, each piece in a row below the last one. */
  private String wrapped(int last, int room) {
    var table = empty(0, names.size());
    for (var row : rows) {
      var pieces = wrap(row.get(last), room);
      for (int i = 0; i < pieces.size(); i++) {
        var cells = new ArrayList<Object>(i == 0 ? row.subList(0, last) : Collections.nCopies(last, ""));
        cells.add(pieces.get(i));
        table.row(cells.toArray());
      }
    }
    return table.plain(table.widths());
  }

  /** Words in lines of so many characters; a word that is longer is cut. */
  private static List<String> wrap(String text, int room) {
    var lines = new ArrayList<String>();
    String left = text;
    while (left.length() > room) {
      int blank = left.lastIndexOf(' ', room), end = blank > 0 ? blank : room;
      lines.add(left.substring(0, end));
      left = left.substring(end).stripLeading();
    }
    lines.add(left);
    return lines;
  }

  /** Tables one below the other, each with as many columns as there is room for, and one at least. */
  private String folded(int[] width) {
    var text = new StringBuilder();
    for (int from = 1, to; from < names.size(); from = to) {
      int sum = width[0] + GAP + width[from];
      for (to = from + 1; to < names.size() && sum + GAP + width[to] <= WIDTH; to++) sum += GAP + width[to];
      var part = empty(from, to);
      for (var row : rows) {
        var cells = new ArrayList<Object>(List.of(row.get(0)));
        cells.addAll(row.subList(from, to));
        part.row(cells.toArray());
      }
      text.append(text.isEmpty() ? "" : "\n").append(part.plain(part.widths()));
    }
    return text.toString();
  }

  /** The first column and those {@code from} to {@code to} - 1, or these alone where they begin with it. */
  private Table empty(int from, int to) {
    var columns = new ArrayList<String>();
    if (from > 0) columns.add((right.get(0) ? ">" : "") + names.get(0));
    for (int i = from; i < to; i++) columns.add((right.get(i) ? ">" : "") + names.get(i));
    return new Table(columns.toArray(String[]::new));
  }

  private String plain(int[] width) {
    var text = new StringBuilder();
    line(text, names, width, "", "  ", "");
    var rule = new ArrayList<String>();
    for (int w : width) {
      rule.add("-".repeat(w));
    }
    line(text, rule, width, "", "  ", "");
    rows.forEach(row -> line(text, row, width, "", "  ", ""));
    return text.toString();
  }

  /** For a README. @return lines, each ended */
  public String markdown() {
    var text = new StringBuilder();
    int[] none = new int[names.size()];
    line(text, names, none, "| ", " | ", " |");
    var rule = new ArrayList<String>();
    right.forEach(r -> rule.add(r ? "---:" : "---"));
    line(text, rule, none, "| ", " | ", " |");
    rows.forEach(row -> line(text, row, none, "| ", " | ", " |"));
    return text.toString();
  }

  private void line(StringBuilder text, List<String> cells, int[] width, String before, String between, String after) {
    var line = new StringBuilder(before);
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      String pad = " ".repeat(Math.max(0, width[i] - cell.length()));
      line.append(i == 0 ? "" : between).append(right.get(i) ? pad + cell : cell + pad);
    }
    text.append(line.append(after).toString().stripTrailing()).append('\n');
  }

  private int[] widths() {
    var width = new int[names.size()];
    for (int i = 0; i < width.length; i++) {
      width[i] = names.get(i).length();
      for (List<String> row : rows) {
        width[i] = Math.max(width[i], row.get(i).length());
      }
    }
    return width;
  }
}
