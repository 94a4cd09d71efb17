// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import java.util.ArrayList;
import java.util.List;

/** A table of text: columns are as wide as their widest cell; those named with a leading {@code >} stand to the right. */
public final class Table {
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

  /** For a terminal or a file: two spaces between columns, a rule under the names. @return lines, each ended */
  public String text() {
    int[] width = widths();
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
