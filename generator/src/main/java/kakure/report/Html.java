// SPDX-License-Identifier: Apache-2.0
package kakure.report;

import java.util.List;

/** The parts that pages are made of: they need no network, follow the reader's choice of light or dark, print, and fit a phone. */
public final class Html {
  /** Colours, text and tables of every page. */
  static final String STYLE = """
      :root { color-scheme: light dark; --ground: #ffffff; --ink: #1f2328; --soft: #5b6570; --line: #d5d9de; --band: #f4f6f8; }
      @media (prefers-color-scheme: dark) { :root { --ground: #15191e; --ink: #dde3ea; --soft: #9aa5b1; --line: #3a424c; --band: #1d232a; } }
      body { background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
      h1 { font-size: 1.6rem; margin-bottom: 0; } h2 { font-size: 1.15rem; margin-top: 2rem; }
      .soft, figcaption { color: var(--soft); }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; } th, td { padding: .3rem .8rem; border-bottom: 1px solid var(--line); text-align: right; white-space: nowrap; }
      th:first-child, td:first-child { text-align: left; font-weight: inherit; } thead th { background: var(--band); }
      figure { margin: 1.5rem 0; } img { max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 6px; }
      """;

  private Html() {}

  /** A page up to its contents. @param style what it has beyond every page's */
  public static StringBuilder begin(String title, String style) {
    return new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
        .append("<title>").append(escape(title)).append("</title>\n<style>\n").append(STYLE).append(style).append("</style>\n</head>\n<body>\n<main>\n");
  }

  /** The end of what {@link #begin} began. */
  public static String end(StringBuilder page) {
    return page.append("</main>\n</body>\n</html>\n").toString();
  }

  /** A table that scrolls by itself where it is too wide; nothing where it has no rows. @param rows texts, each row's first its head */
  public static void table(StringBuilder s, List<String> names, List<List<String>> rows) {
    if (rows.isEmpty()) return;
    s.append("<div class=\"wide\"><table>\n<thead><tr>");
    names.forEach(n -> s.append("<th scope=\"col\">").append(escape(n)).append("</th>"));
    s.append("</tr></thead>\n<tbody>\n");
    for (var row : rows) {
      s.append("<tr><th scope=\"row\">").append(escape(row.get(0))).append("</th>");
      row.subList(1, row.size()).forEach(c -> s.append("<td>").append(escape(c)).append("</td>"));
      s.append("</tr>\n");
    }
    s.append("</tbody>\n</table></div>\n");
  }

  /** A text as it may stand between tags and in quotes. */
  public static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
}
