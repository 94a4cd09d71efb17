// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Turns the text of a design.json into a {@link Design}; every complaint names line and column. Fields it does not know are left alone. */
final class DesignReader {
  static final long MAX_BYTES = 64L << 20;
  /** What format 2 added is not read here. */
  private static final List<String> FORMATS = List.of("1", "2");
  private static final int MAX_PORTS = 65_536;
  private static final int MAX_WIDTH = 1 << 20;
  private static final int MAX_RECORD = 4 << 20;
  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_$]{0,1023}");

  private final Path file;
  private final String text;
  private final Map<String, Port> ports = new LinkedHashMap<>();

  DesignReader(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  Design read() {
    Json.Obj root = object(JsonParser.parse(file.toString(), text));
    Json format = field(root, "format");
    if (!(format instanceof Json.Num n && FORMATS.contains(n.text()))) throw error(format, "\"format\" must be 1 or 2, which are those that this version reads");
    String top = name(field(root, "top"));
    Path directory = file.toAbsolutePath().getParent();
    List<Path> files = new ArrayList<>();
    for (Json f : array(field(root, "files"))) files.add(source(directory, f));
    if (files.isEmpty()) throw error(field(root, "files"), "\"files\" is empty");
    Optional<String> clock = optionalName(root, "clock");
    Optional<String> reset = optionalName(root, "reset");
    readPorts(root, clock, reset);
    List<StreamPorts> streams = new ArrayList<>();
    if (root.fields().containsKey("streams")) {
      for (Json s : array(field(root, "streams"))) streams.add(stream(object(s), streams));
    }
    return new Design(top, directory, files, clock.map(ports::get), reset.map(ports::get), activeHigh(root), List.copyOf(ports.values()), streams);
  }

  private Path source(Path directory, Json f) {
    try {
      Path path = directory.resolve(string(f)).normalize();
      if (!Files.isRegularFile(path)) throw error(f, path + " is no file");
      return path;
    } catch (InvalidPathException e) {
      throw error(f, "not a file name");
    }
  }

  private void readPorts(Json.Obj root, Optional<String> clock, Optional<String> reset) {
    Json list = field(root, "ports");
    long in = 0;
    long out = 0;
    for (Json item : array(list)) {
      Json.Obj o = object(item);
      String name = name(field(o, "name"));
      Json dir = field(o, "dir");
      boolean input = oneOf(dir, "in", "out").equals("in");
      boolean control = clock.filter(name::equals).isPresent() || reset.filter(name::equals).isPresent();
      Port p = new Port(ports.size(), name, input, width(field(o, "width")), o.fields().get("signed") instanceof Json.Bool b && b.value(), control);
      if (ports.put(name, p) != null) throw error(item, "port " + name + " is there twice");
      if (ports.size() > MAX_PORTS) throw error(item, "more than " + MAX_PORTS + " ports");
      if (control && (!input || p.width() != 1)) throw error(item, name + " is clock or reset and must be an input of one bit");
      if (input) in += p.bytes();
      else out += p.bytes();
    }
    if (Math.max(in, out) > MAX_RECORD) throw error(list, "the ports of one direction have more than " + MAX_RECORD + " bytes together");
    for (String key : List.of("clock", "reset")) {
      optionalName(root, key).ifPresent(n -> known(field(root, key), n));
    }
    if (clock.isPresent() && clock.equals(reset)) throw error(field(root, "reset"), "clock and reset are the same port");
  }

  private StreamPorts stream(Json.Obj o, List<StreamPorts> before) {
    String name = string(field(o, "name"));
    if (before.stream().anyMatch(s -> s.name().equals(name))) throw error(o, "stream " + name + " is there twice");
    if (!NAME.matcher(name).matches()) throw error(field(o, "name"), "not a name of letters, digits and _");
    boolean input = oneOf(field(o, "dir"), "in", "out").equals("in");
    Port valid = streamPort(field(o, "valid"), input, true);
    Port ready = streamPort(field(o, "ready"), !input, true);
    List<Port> data = new ArrayList<>();
    for (Json d : array(field(o, "data"))) data.add(streamPort(d, input, false));
    if (data.isEmpty()) throw error(field(o, "data"), "a stream needs at least one data port");
    for (StreamPorts s : before) {
      if (s.valid().equals(valid) || s.ready().equals(ready)) throw error(o, "stream " + name + " shares valid or ready with stream " + s.name());
    }
    return new StreamPorts(before.size(), name, input, valid, ready, data);
  }

  private Port streamPort(Json j, boolean input, boolean bit) {
    Port p = known(j, string(j));
    if (p.input() != input) throw error(j, p.name() + " must be an " + (input ? "input" : "output") + " here");
    if (p.control()) throw error(j, p.name() + " is the clock or the reset");
    if (bit && p.width() != 1) throw error(j, p.name() + " must have one bit");
    return p;
  }

  private boolean activeHigh(Json.Obj root) {
    return root.fields().containsKey("resetActive") && oneOf(field(root, "resetActive"), "low", "high").equals("high");
  }

  private Port known(Json j, String name) {
    Port p = ports.get(name);
    if (p == null) throw error(j, "there is no port " + name);
    return p;
  }

  private int width(Json j) {
    if (j instanceof Json.Num n && n.text().matches("[0-9]{1,7}")) {
      int w = Integer.parseInt(n.text());
      if (w >= 1 && w <= MAX_WIDTH) return w;
    }
    throw error(j, "a width from 1 to " + MAX_WIDTH + " is expected");
  }

  private Optional<String> optionalName(Json.Obj o, String key) {
    Json j = o.fields().get(key);
    return j == null || j instanceof Json.Null ? Optional.empty() : Optional.of(name(j));
  }

  private String name(Json j) {
    String s = string(j);
    if (!NAME.matcher(s).matches()) throw error(j, "\"" + s + "\" is no simple Verilog name");
    return s;
  }

  private String oneOf(Json j, String a, String b) {
    String s = string(j);
    if (!s.equals(a) && !s.equals(b)) throw error(j, "\"" + a + "\" or \"" + b + "\" is expected");
    return s;
  }

  private Json field(Json.Obj o, String key) {
    Json j = o.fields().get(key);
    if (j == null) throw error(o, "field \"" + key + "\" is missing");
    return j;
  }

  private String string(Json j) {
    if (j instanceof Json.Str s) return s.value();
    throw error(j, "a string is expected, not " + j.kind());
  }

  private Json.Obj object(Json j) {
    if (j instanceof Json.Obj o) return o;
    throw error(j, "an object is expected, not " + j.kind());
  }

  private List<Json> array(Json j) {
    if (j instanceof Json.Arr a) return a.items();
    throw error(j, "an array is expected, not " + j.kind());
  }

  private DesignException error(Json j, String message) {
    return JsonParser.error(file.toString(), text, j.at(), message);
  }
}
