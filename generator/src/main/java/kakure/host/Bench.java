// SPDX-License-Identifier: Apache-2.0
package kakure.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kakure.host.StreamImage.When;
import kakure.kernel.Block;
import kakure.kernel.Port;
import kakure.kernel.Stream;
import kakure.target.Answer;
import kakure.target.Plan;
import kakure.target.Transactions;

/** The test bench of one image, plain Verilog-2005, and the script that runs it. Fixed text is {@code bench.v} and {@code run.sh} beside this class; here is what follows from ports, files and regions. */
final class Bench {
  private final Block top;
  private final List<StreamImage> sent;
  private final Stream answers;
  private final Answer answer;
  private final StreamImage expected;
  private final StreamImage counts;
  private final int patience;

  /**
   * @param plan of the top that is tested
   * @param sent in order
   * @param stream that answers
   */
  Bench(Plan plan, List<StreamImage> sent, String stream, Answer answer) {
    this.top = plan.top();
    this.sent = List.copyOf(sent);
    this.answers = top.streams().stream().filter(s -> s.name().equals(stream)).findFirst().orElseThrow();
    this.answer = answer;
    this.patience = plan.patience();
    int width = 8 * Transactions.of(top, stream).bytes();
    this.expected = new StreamImage("expected", stream, When.ANSWER, width, answer.transactions());
    this.counts = new StreamImage("counts", stream, When.ANSWER, width, answer.counts());
  }

  Answer answer() {
    return answer;
  }

  /** The answer, and below which bits of it are compared. */
  StreamImage expected() {
    return expected;
  }

  StreamImage counts() {
    return counts;
  }

  String module() {
    return "tb_" + top.moduleName();
  }

  String text() {
    return Text.fill("bench.v", parts());
  }

  String script() {
    return Text.fill("run.sh", Map.of("BENCH", module()));
  }

  private Map<String, String> parts() {
    var parts = new LinkedHashMap<String, String>();
    parts.put("TOP", top.moduleName());
    parts.put("BENCH", module());
    parts.put("PATIENCE", String.valueOf(patience));
    parts.put("ANSWER", String.valueOf(expected.words()));
    parts.put("WIDTH", String.valueOf(expected.width()));
    parts.put("VALID", answers.valid());
    parts.put("READY", answers.ready());
    parts.put("PORTS", ports());
    parts.put("SENDERS", senders());
    parts.put("UNSENT", unsent());
    parts.put("INSTANCE", instance());
    parts.put("GOT", got());
    parts.put("SAY_PORT", sayPort());
    parts.put("SAY_PLACE", sayPlace());
    return parts;
  }

  private List<Stream> inputs() {
    return top.streams().stream().filter(s -> s.dir() == Stream.Dir.IN).toList();
  }

  private List<StreamImage> of(Stream stream) {
    return sent.stream().filter(i -> i.stream().equals(stream.name()) && i.words() > 0).toList();
  }

  /** A wire for every port but clock and reset. */
  private String ports() {
    var text = new StringBuilder();
    for (var p : Port.of(top)) if (p.role() == Port.Role.SIGNAL) text.append("  wire ").append(p.type().width() > 1 ? "[" + (p.type().width() - 1) + ":0] " : "").append(p.name()).append(";\n");
    return text.toString();
  }

  /** A memory of what is sent for every stream, and its driver; a stream that is sent nothing and a plain input stay 0. */
  private String senders() {
    var text = new StringBuilder();
    var driven = new ArrayList<String>();
    for (var s : inputs()) {
      driven.add(s.valid());
      driven.addAll(s.data());
      var images = of(s);
      text.append(images.isEmpty() ? idle(s) : sender(s, images));
    }
    driven.add(answers.ready());
    for (var p : Port.of(top)) {
      if (p.role() == Port.Role.SIGNAL && p.dir() == Port.Dir.IN && !driven.contains(p.name())) text.append("\n  assign ").append(p.name()).append(" = ").append(p.type().width()).append("'d0;\n");
    }
    return text.toString();
  }

  private String idle(Stream s) {
    var text = new StringBuilder("\n  // " + s.name() + ": nothing is sent\n  assign " + s.valid() + " = 1'b0;\n");
    for (var p : Transactions.of(top, s.name()).ports()) text.append("  assign ").append(p.name()).append(" = ").append(p.width()).append("'d0;\n");
    return text.toString();
  }

  private String sender(Stream s, List<StreamImage> images) {
    String n = s.name(), size = n.toUpperCase(Locale.ROOT) + "_WORDS";
    int width = images.get(0).width();
    var text = new StringBuilder("\n  // " + n + ": " + String.join(", ", images.stream().map(i -> i.words() + " of " + i.name()).toList()) + "\n");
    text.append("  parameter ").append(size).append(" = ").append(images.stream().mapToInt(StreamImage::words).sum()).append(";\n");
    text.append("  reg [").append(width - 1).append(":0] ").append(n).append("_words [0:").append(size).append("-1];\n");
    text.append("  integer ").append(n).append("_at = 0;\n");
    text.append("  wire [").append(width - 1).append(":0] ").append(n).append("_word = ").append(n).append("_words[").append(n).append("_at < ").append(size).append(" ? ").append(n).append("_at : 0];\n");
    text.append("  assign ").append(s.valid()).append(" = rst_ni && ").append(n).append("_at < ").append(size).append(";\n");
    var layout = Transactions.of(top, n);
    for (int i = 0; i < layout.ports().size(); i++) {
      int width1 = layout.ports().get(i).width(), lsb = 8 * layout.offset(i);
      text.append("  assign ").append(layout.ports().get(i).name()).append(" = ").append(n).append("_word[").append(width1 == 1 ? "" : lsb + width1 - 1 + ":").append(lsb).append("];\n");
    }
    text.append("  always @(posedge clk_i) if (").append(s.valid()).append(" && ").append(s.ready()).append(" === 1'b1) ").append(n).append("_at <= ").append(n).append("_at + 1;\n");
    text.append("  initial begin\n");
    int at = 0;
    for (var i : images) {
      text.append("    $readmemh({`KAKURE_HOST, \"/").append(i.name()).append(".hex\"}, ").append(n).append("_words, ").append(at).append(", ").append(at + i.words() - 1).append(");\n");
      at += i.words();
    }
    return text.append("  end\n").toString();
  }

  /** The streams whose last word nobody took, at the end. */
  private String unsent() {
    var text = new StringBuilder();
    for (var s : inputs()) {
      if (of(s).isEmpty()) continue;
      String n = s.name(), size = n.toUpperCase(Locale.ROOT) + "_WORDS";
      text.append("    if (").append(n).append("_at != ").append(size).append(") fail(\"the answer is complete, but not all words of ").append(n).append(" were taken\");\n");
    }
    return text.toString();
  }

  private String instance() {
    return String.join(",\n", Port.of(top).stream().map(p -> "    ." + p.name() + "(" + p.name() + ")").toList()) + "\n";
  }

  /** The word of the answer: its ports in whole bytes, the first in the low bits. */
  private String got() {
    var layout = Transactions.of(top, answers.name());
    var parts = new ArrayList<String>();
    for (int i = layout.ports().size() - 1; i >= 0; i--) {
      var p = layout.ports().get(i);
      int pad = 8 * p.bytes() - p.width();
      parts.add((pad > 0 ? pad + "'d0, " : "") + p.name());
    }
    return "{" + String.join(", ", parts) + "}";
  }

  private String sayPort() {
    var layout = Transactions.of(top, answers.name());
    var text = new StringBuilder();
    for (int i = layout.ports().size() - 1; i >= 0; i--) {
      String condition = i == 0 ? "" : "if (at_byte >= " + layout.offset(i) + ") ";
      text.append("      ").append(condition).append("$write(\"").append(layout.ports().get(i).name()).append("\");\n").append(i == 0 ? "" : "      else\n");
    }
    return text.toString();
  }

  private String sayPlace() {
    var text = new StringBuilder();
    int first = 0;
    for (var r : answer.regions()) {
      int elements = r.shape().elements(), pixels = r.shape().pixels(), width = r.shape().width();
      String n = first == 0 ? "n" : "(n - " + first + ")";
      text.append("      ").append("if (n < ").append(first + elements).append(") ");
      if (r.map()) {
        text.append("$write(\"").append(Text.plain(r.title())).append(", channel %0d, y %0d, x %0d\", ").append(n).append(" / ").append(pixels).append(", ").append(n).append(" % ").append(pixels).append(" / ").append(width)
            .append(", ").append(n).append(" % ").append(width).append(");\n");
      } else text.append("$write(\"").append(Text.plain(r.title())).append(", word %0d\", ").append(n).append(" / ").append(pixels).append(");\n");
      text.append("      else\n");
      first += elements;
    }
    return text.append("      $write(\"nothing\");\n").toString();
  }
}
