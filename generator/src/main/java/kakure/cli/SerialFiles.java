// SPDX-License-Identifier: Apache-2.0
package kakure.cli;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import kakure.Sha256;
import kakure.cosim.Design;
import kakure.cosim.StreamPorts;
import kakure.emit.Json;
import kakure.flow.Board;
import kakure.flow.Serial;
import kakure.host.TestImage;
import kakure.target.Link;
import kakure.target.Plan;

/**
 * The folder {@code serial} beside a board that is loaded by bytes: what a host sends after reset and for an image, what comes back, an index that says where another picture goes, and the program in C that does it.
 *
 * @param watched plan of the hardware, whose last layer alone answers
 * @param design of the hardware without the loader
 * @param image whose files they are
 */
record SerialFiles(Plan watched, Design design, TestImage image) {
  private static final String FOLDER = "serial/", SETUP = "setup", SUMS = "setup_sums", IMAGE = "image", EXPECTED = "expected", COUNTS = "counts";

  /** Words that are sent at a time: of which stream, under which name, and at which byte they begin. */
  private record Part(String name, String stream, int first, int words) {}

  /** A link that keeps the bytes, and where each part of them begins. */
  private static final class Kept implements Link {
    final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    final List<Part> parts = new ArrayList<>();
    private final Design design;

    Kept(Design design, Consumer<Link> sender) {
      this.design = design;
      sender.accept(this);
    }

    @Override
    public void send(String stream, ByteBuffer words) {
      send(stream, stream, words);
    }

    @Override
    public void send(String stream, String name, ByteBuffer words) {
      parts.add(new Part(name, stream, bytes.size(), words.remaining() / design.stream(stream).bytes()));
      new Serial(design).into(bytes).send(stream, words);
    }
  }

  /** The files by their names. */
  Map<String, byte[]> files() {
    var plan = watched.emitting();
    var one = plan.of(image.bytes());
    var golden = one.golden();
    var contents = new LinkedHashMap<String, byte[]>();
    byte[] setup = new Kept(design, plan::setup).bytes.toByteArray(), sums = new Kept(design, watched::setup).bytes.toByteArray();
    contents.put(SETUP, setup);
    if (!Arrays.equals(setup, sums)) contents.put(SUMS, sums);
    var sent = new Kept(design, one::sendInTurn);
    contents.put(IMAGE, sent.bytes.toByteArray());
    one.expected(golden).ifPresent(answer -> {
      contents.put(EXPECTED, answer.transactions());
      contents.put(COUNTS, answer.counts());
    });
    var files = new LinkedHashMap<String, byte[]>();
    contents.forEach((name, bytes) -> files.put(FOLDER + name + ".bin", bytes));
    plan.driver(true).forEach((name, text) -> files.put(FOLDER + name, text.getBytes(StandardCharsets.UTF_8)));
    files.put(FOLDER + "streams.json", index(contents, changing(plan, sent), plan.label(golden)).getBytes(StandardCharsets.UTF_8));
    return files;
  }

  /** Bytes that go in for an image, come out, and come out where the last layer alone answers: further keys of {@code flow.json}. */
  Map<String, Object> figures() {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("bytesIn", new Kept(design, watched.of(image.bytes())::sendInTurn).bytes.size());
    keys.put("bytesOut", answered(watched.emitting()));
    keys.put("bytesOutSums", answered(watched));
    return keys;
  }

  private long answered(Plan plan) {
    var one = plan.of(image.bytes());
    return one.beats() * design.stream(one.answer()).bytes();
  }

  /** The parts that another image would be sent otherwise. */
  private List<Part> changing(Plan plan, Kept sent) {
    var other = image.bytes().clone();
    for (int i = 0; i < other.length; i++) other[i] = (byte) ~other[i];
    byte[] here = sent.bytes.toByteArray(), there = new Kept(design, plan.of(other)::sendInTurn).bytes.toByteArray();
    return sent.parts.stream().filter(p -> {
      int end = p.first + p.words * (1 + design.stream(p.stream).bytes());
      return !Arrays.equals(here, p.first, end, there, p.first, end);
    }).toList();
  }

  private String index(Map<String, byte[]> contents, List<Part> changing, OptionalInt label) {
    var root = new LinkedHashMap<String, Object>();
    root.put("format", 1);
    root.put("top", design.top());
    var about = new LinkedHashMap<String, Object>();
    about.put("source", image.source());
    about.put("bytes", image.bytes().length);
    about.put("sha256", Sha256.hex(image.bytes()));
    label.ifPresent(c -> about.put("label", c));
    root.put(IMAGE, about);
    root.put("hardware", watched.host());
    var streams = new LinkedHashMap<String, Object>();
    for (var s : design.streams().stream().filter(StreamPorts::input).toList()) streams.put(s.name(), Map.of("word", s.bytes()));
    root.put("streams", streams);
    var files = new ArrayList<Object>();
    contents.forEach((name, bytes) -> {
      var keys = new LinkedHashMap<String, Object>();
      keys.put("bin", name + ".bin");
      keys.put("pins", name.equals(EXPECTED) || name.equals(COUNTS) ? Board.TX : Board.RX);
      keys.put("when", when(name));
      keys.put("bytes", bytes.length);
      if (name.equals(IMAGE)) keys.put("changes", changing.stream().map(SerialFiles::part).toList());
      files.add(keys);
    });
    root.put("files", files);
    return Json.write(root);
  }

  private static String when(String name) {
    return switch (name) {
      case SETUP -> "after reset";
      case SUMS -> "after reset, instead of " + SETUP + ": the last layer alone answers";
      case IMAGE -> "every image";
      default -> "answer";
    };
  }

  private static Map<String, Object> part(Part p) {
    var keys = new LinkedHashMap<String, Object>();
    keys.put("name", p.name);
    keys.put("stream", p.stream);
    keys.put("first", p.first);
    keys.put("words", p.words);
    return keys;
  }
}
