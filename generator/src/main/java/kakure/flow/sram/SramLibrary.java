// SPDX-License-Identifier: Apache-2.0
package kakure.flow.sram;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import kakure.BadInput;
import kakure.eda.LibertyMemory;

/**
 * Macros that a user has.
 *
 * @param macros those that can be used, by name
 * @param passed those that cannot, and why
 */
public record SramLibrary(List<SramMacro> macros, List<String> passed) {
  private static final int DEPTH = 4, MOST_FILES = 20_000;
  private static final long MOST_BYTES = 256L << 20;
  private static final Pattern MODULE = Pattern.compile("(?m)^\\s*module\\s+([A-Za-z_]\\w*)"), OUTLINE = Pattern.compile("(?m)^\\s*MACRO\\s+(\\S+)");
  /** A library has a file for each corner: the typical one, by which this chooses, has one of these in its name. */
  private static final Pattern TYPICAL = Pattern.compile("(?i)(^|_)(typ|tt)(_|\\.|$)");

  /** Copies the lists. */
  public SramLibrary {
    macros = List.copyOf(macros);
    passed = List.copyOf(passed);
  }

  /**
   * Reads files, and folders of files, four deep.
   *
   * @throws BadInput where one is not there, is damaged, or none of them tells of a memory that can be used
   */
  public static SramLibrary read(List<Path> given) {
    var files = new ArrayList<Path>();
    for (var path : given) files.addAll(listed(path));
    var verilog = named(files, ".v", MODULE);
    var lef = named(files, ".lef", OUTLINE);
    var macros = new LinkedHashMap<String, SramMacro>();
    var passed = new ArrayList<String>();
    files.stream().filter(f -> ends(f, ".lib")).sorted(Comparator.comparing((Path f) -> !TYPICAL.matcher(f.getFileName().toString()).find()).thenComparing(Path::toString)).forEach(file -> {
      for (var cell : LibertyMemory.read(file)) {
        var strange = SramMacro.strange(cell);
        if (!strange.isEmpty()) passed.add(cell.cell() + " (" + strange + ")");
        else macros.putIfAbsent(cell.cell(), new SramMacro(cell, file, Optional.ofNullable(verilog.get(cell.cell())), Optional.ofNullable(lef.get(cell.cell())), layout(files, cell.cell())));
      }
    });
    var said = given.stream().map(Path::toString).toList();
    if (macros.isEmpty()) throw new BadInput("--sram " + String.join(" ", said) + ": " + (passed.isEmpty() ? "no Liberty file there tells of a memory" : "no memory there has the pins of an IHP memory of one port: " + String.join(", ", passed)));
    return new SramLibrary(macros.values().stream().sorted(Comparator.comparing(SramMacro::name)).toList(), passed.stream().distinct().sorted().toList());
  }

  private static List<Path> listed(Path path) {
    if (Files.isRegularFile(path)) return List.of(path);
    if (!Files.isDirectory(path)) throw new BadInput("--sram " + path + ": there is no such file or folder");
    try (var all = Files.walk(path, DEPTH)) {
      var files = all.limit(MOST_FILES + 1L).toList();
      if (files.size() > MOST_FILES) throw new BadInput("--sram " + path + ": more than " + MOST_FILES + " files; name the folder of the macros alone");
      return files.stream().filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new BadInput("--sram " + path + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static boolean ends(Path file, String ending) {
    return file.getFileName().toString().endsWith(ending);
  }

  /** Files by what is declared in them; the first that declares it. */
  private static Map<String, Path> named(List<Path> files, String ending, Pattern declared) {
    var by = new LinkedHashMap<String, Path>();
    for (var file : files) {
      if (!ends(file, ending)) continue;
      var m = declared.matcher(new String(bytes(file), StandardCharsets.ISO_8859_1));
      while (m.find()) by.putIfAbsent(m.group(1), file);
    }
    return by;
  }

  /** A layout is a file of bytes: it is known by its name. */
  private static Optional<Path> layout(List<Path> files, String macro) {
    return files.stream().filter(f -> f.getFileName().toString().matches(Pattern.quote(macro) + "\\.gds(\\.gz)?")).findFirst();
  }

  /** The content of a macro's file. @throws BadInput where it cannot be read or is too large for one */
  static byte[] bytes(Path file) {
    try {
      if (Files.size(file) > MOST_BYTES) throw new BadInput(file + ": larger than " + MOST_BYTES + " bytes");
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
    }
  }
}
