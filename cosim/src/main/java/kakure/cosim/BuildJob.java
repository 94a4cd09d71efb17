// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** One build: Verilator, the design's C++, the shared objects, the link; staged beside its place in the cache and renamed. */
final class BuildJob {
  private static final ConcurrentHashMap<Path, Object> LOCKS = new ConcurrentHashMap<>();
  private static final String OWN_MAIN = "own_main.cpp";
  private static final String WATCH = "kakure_watch.sv";
  private static final Duration LIMIT = Duration.ofMinutes(30);
  /** Below this much C++ one compilation of everything beats several: the headers cost half a second each. */
  private static final long ONE_UNIT_BYTES = 300_000;
  /** A small unroll count lets g++ vectorise procedural loops, but Verilator takes 16 times it as the bound of generate loops; a design with longer ones is read again with another. */
  private static final String UNROLL = "set --unroll-count above";
  private static final List<String> MORE_UNROLLING = List.of("--unroll-count", "4096");
  /** Verilator 5.006 folds trees of single-bit gates wrongly: a netlist of a CRC never ended. Word-level Verilog loses nothing by the option. */
  private static final String SOUND = "-fno-const-bit-op-tree";
  /** Sizes and times, in newer versions a hash, then the file. */
  private static final Pattern SOURCE = Pattern.compile("^S [^\"]*(?:\"[^\"/]*\" )?\"(.*)\"$");
  private static final String REFUSED = "%Error: Exiting due to";
  private static final Pattern HEADER_FILE = Pattern.compile(".*\\.(vh|svh|h|inc|hex|mem)");

  private final Path cache;
  private final Tools tools;
  private final Consumer<String> progress;
  private final Design design;
  private final byte[] designHash;
  private final byte[] portsHash;
  private final boolean traced;
  private final boolean quick;
  private final Optional<Path> main;
  private final Compiler compiler;

  BuildJob(Path cache, Tools tools, Consumer<String> progress, Design design, byte[] designHash, byte[] portsHash, boolean traced, boolean quick, Optional<Path> main) {
    this.cache = cache;
    this.tools = tools;
    this.progress = progress;
    this.design = design;
    this.designHash = designHash;
    this.portsHash = portsHash;
    this.traced = traced;
    this.quick = quick;
    this.main = main;
    this.compiler = new Compiler(tools, traced, progress);
  }

  byte[] designHash() {
    return designHash;
  }

  byte[] portsHash() {
    return portsHash;
  }

  /** The executable, from the cache or built now. */
  Path executable() {
    Hash key = new Hash().add(designHash).add(portsHash).add(tools.identity()).add(String.join(" ", verilatorOptions())).add(String.join(" ", compiler.options()));
    Harness.addTo(key);
    key.add("sealed"); // entries of before were not
    if (quick) key.add("quick");
    main.ifPresent(key::add);
    Path home = cache.resolve("sim").resolve(key.hex().substring(0, 32));
    synchronized (LOCKS.computeIfAbsent(home, p -> new Object())) {
      Path exe = home.resolve("simulator");
      CacheEntry entry = new CacheEntry(home, List.of("simulator"));
      boolean sound = entry.sound() && Files.isExecutable(exe);
      if (!sound && Files.exists(home)) progress.accept("the cached simulator of " + design.top() + " is damaged and is built anew: " + home);
      if (!sound) build(entry, home.getParent());
      touch(home);
      return exe;
    }
  }

  private void build(CacheEntry entry, Path parent) {
    Path stage = null;
    try {
      Files.createDirectories(parent);
      stage = Children.temporary(Files.createTempDirectory(parent, "tmp-"));
      compile(stage);
      Path done = stage.resolve("done");
      Files.createDirectory(done);
      for (String name : List.of("simulator", "ports.inc", "verilator.log")) Files.move(stage.resolve(name), done.resolve(name));
      entry.put(done);
      CacheSweep.sweep(parent);
    } catch (IOException e) {
      throw new ToolException("the simulator of " + design.top() + " cannot be built in " + cache + ": " + e.getMessage() + "; free space or choose another place by KAKURE_CACHE", e);
    } finally {
      if (stage != null) Children.remove(stage);
    }
  }

  private void compile(Path stage) throws IOException {
    progress.accept("verilator " + design.top() + (traced ? " (with waveforms)" : ""));
    if (design.watch().isPresent()) Files.writeString(stage.resolve(WATCH), design.watch().get().verilog(), StandardCharsets.UTF_8);
    Exec v = verilate(stage, List.of());
    if (v.status() != 0 && v.output().contains(UNROLL)) v = verilate(stage, MORE_UNROLLING);
    Files.writeString(stage.resolve("verilator.log"), v.output(), StandardCharsets.UTF_8);
    if (v.status() != 0) throw failure(v);
    v.output().lines().filter(l -> l.startsWith("%Warning-UNOPTFLAT")).limit(5).forEach(progress);
    checkIncludes(stage.resolve("Vdut__verFiles.dat"));
    Files.writeString(stage.resolve("ports.inc"), new Glue(design, stage.resolve("Vdut.h")).text(HexFormat.of().formatHex(designHash), HexFormat.of().formatHex(portsHash)), StandardCharsets.UTF_8);
    Harness.write(stage);
    if (main.isPresent()) Files.copy(main.get(), stage.resolve(OWN_MAIN));
    String classes = Files.readString(stage.resolve("Vdut_classes.mk"), StandardCharsets.UTF_8);
    List<String> fast = classes(classes, "CLASSES_FAST", "SUPPORT_FAST");
    List<String> slow = classes(classes, "CLASSES_SLOW", "SUPPORT_SLOW");
    long size = 0;
    for (List<String> names : List.of(fast, slow)) for (String n : names) size += Files.size(stage.resolve(n + ".cpp"));
    List<Compiler.Unit> units = new ArrayList<>();
    if (main.isPresent()) units.add(new Compiler.Unit(OWN_MAIN, "-O3"));
    if (quick || size < ONE_UNIT_BYTES) {
      StringBuilder all = new StringBuilder("#include \"" + Harness.MODEL + "\"\n");
      for (List<String> names : List.of(fast, slow)) for (String n : names) all.append("#include \"").append(n).append(".cpp\"\n");
      Files.writeString(stage.resolve("all.cpp"), all, StandardCharsets.UTF_8);
      units.add(new Compiler.Unit("all.cpp", quick ? "-O1" : "-O3"));
    } else {
      units.add(new Compiler.Unit(Harness.MODEL, "-O3"));
      fast.forEach(n -> units.add(new Compiler.Unit(n + ".cpp", "-O3")));
      slow.forEach(n -> units.add(new Compiler.Unit(n + ".cpp", "-O0")));
    }
    SharedObjects shared = new SharedObjects(cache, tools, compiler, classes(classes, "GLOBAL_FAST", "GLOBAL_SLOW"));
    FutureTask<List<Path>> objects = new FutureTask<>(shared::objects);
    new Thread(objects, "kakure-shared-objects").start();
    try {
      progress.accept("g++ " + design.top());
      compiler.compile(design.top(), stage, units);
    } catch (RuntimeException e) {
      await(objects); // never leave while it still works in the cache
      throw e;
    }
    List<Path> others = new ArrayList<>(linkable(objects));
    if (main.isPresent()) others.removeIf(o -> o.endsWith("sim_main.o"));
    compiler.link(stage, units, others);
  }

  /** Wrong Verilog is told in messages that end in a count of them; whatever ends otherwise is Verilator's own trouble. */
  private RuntimeException failure(Exec v) {
    if (v.breakdown().isEmpty() && v.output().contains(REFUSED)) return new DesignException(design.top() + ": Verilator refuses the Verilog\n" + v.complaint());
    String why = v.breakdown().orElse("failed (exit status " + v.status() + ")");
    return new ToolException((design.top() + ": " + tools.verilator() + " " + why + "; it may be right with the Verilog\n" + v.complaint()).strip());
  }

  private Exec verilate(Path stage, List<String> more) {
    List<String> command = new ArrayList<>(List.of(tools.verilator().toString()));
    command.addAll(verilatorOptions());
    command.addAll(more);
    design.files().stream().map(Path::getParent).distinct().forEach(d -> command.add("-I" + d));
    design.files().stream().filter(f -> !HEADER_FILE.matcher(f.toString()).matches()).forEach(f -> command.add(f.toString()));
    if (design.watch().isPresent()) command.add(WATCH);
    return Exec.run(stage, tools.path(), LIMIT, command);
  }

  private static void await(FutureTask<List<Path>> objects) throws IOException {
    try {
      linkable(objects);
    } catch (RuntimeException e) {
      return; // the failure that came first is the one to report
    }
  }

  private static List<Path> linkable(FutureTask<List<Path>> objects) throws IOException {
    try {
      return objects.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException io) throw io;
      if (e.getCause() instanceof RuntimeException r) throw r;
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while g++ ran");
    }
  }

  private List<String> verilatorOptions() {
    List<String> o = new ArrayList<>(List.of("--cc", "-O3", "--unroll-count", "4", "--x-assign", "unique", "--x-initial", "unique", "--no-timing", SOUND, "-DKAKURE_ASSERT",
      "-Wall", "-Wno-fatal", // warnings do not end a build: the Verilog may be a user's own, and lint is a check apart
      "--prefix", "Vdut", "--Mdir", ".", "--top-module", design.top()));
    if (traced) o.addAll(List.of("--trace", "--trace-underscore", "--trace-structs", "--trace-max-array", "64", "--trace-max-width", "4096"));
    return o;
  }

  /** A file that is included but not listed would not be part of the key: the cache would serve old code. The list names a file a line, with whatever is in its name, and what was looked for in vain. */
  private void checkIncludes(Path read) throws IOException {
    Path root = tools.include().getParent();
    for (String line : Files.readAllLines(read, StandardCharsets.UTF_8)) {
      Matcher m = SOURCE.matcher(line);
      if (!m.find()) continue;
      Path p = Path.of(m.group(1)).normalize();
      boolean source = p.isAbsolute() && !p.startsWith(root) && !p.getFileName().toString().startsWith("verilator") && Files.isRegularFile(p);
      if (source && !design.files().contains(p)) throw new DesignException(design.top() + ": " + p + " is included by the Verilog; list it in \"files\" of design.json");
    }
  }

  private static List<String> classes(String makefile, String... variables) {
    List<String> names = new ArrayList<>();
    for (String v : variables) {
      Matcher m = Pattern.compile("VM_" + v + " \\+= \\\\\n((?:\\s+\\S+ \\\\\n)*)").matcher(makefile);
      if (m.find()) Stream.of(m.group(1).trim().split("[\\s\\\\]+")).filter(n -> !n.isEmpty()).forEach(names::add);
    }
    return names;
  }

  private static void touch(Path home) {
    try {
      Files.setLastModifiedTime(home, FileTime.from(Instant.now()));
    } catch (IOException e) {
      return; // a read-only cache serves as well; it is only swept in another order
    }
  }
}
