// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** g++ with the options of simulators, through ccache where it is present. Paths are relative to the stage, so ccache recognises a unit in whatever directory it is compiled. */
final class Compiler {
  /** A C++ file and its level of optimisation. */
  record Unit(String file, String level) {
    String object() {
      return file.substring(0, file.lastIndexOf('.')) + ".o";
    }
  }

  private static final Duration LIMIT = Duration.ofMinutes(30);
  private final Tools tools;
  private final boolean traced;
  private final Consumer<String> progress;

  Compiler(Tools tools, boolean traced, Consumer<String> progress) {
    this.tools = tools;
    this.traced = traced;
    this.progress = progress;
  }

  /** Everything but the level of optimisation, for commands and keys. */
  List<String> options() {
    List<String> o = new ArrayList<>(List.of("-std=gnu++17", "-pipe", "-faligned-new", "-w", "-I.", "-I" + tools.include(), "-I" + tools.include().resolve("vltstd"),
      "-DVM_COVERAGE=0", "-DVM_SC=0", "-DVM_TRACE_FST=0", "-DVM_TRACE=" + (traced ? 1 : 0), "-DVM_TRACE_VCD=" + (traced ? 1 : 0),
      "-DVL_USER_FINISH", "-DVL_USER_STOP", "-DVL_USER_FATAL"));
    o.addAll(tools.nativeFlags());
    return o;
  }

  /** Compiles all units of {@code what}, as many at once as there are processors. @throws ToolException with the compiler's first words */
  void compile(String what, Path stage, List<Unit> units) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, Math.min(units.size(), Runtime.getRuntime().availableProcessors())));
    try {
      List<Future<Exec>> running = new ArrayList<>();
      for (Unit u : units) running.add(pool.submit(() -> compile(stage, u)));
      for (int i = 0; i < running.size(); i++) {
        Exec e = running.get(i).get();
        if (e.status() != 0) throw new ToolException("g++ " + e.breakdown().orElse("fails") + " on " + units.get(i).file() + " (exit status " + e.status() + ")\n" + e.complaint());
        if (units.size() > 1) progress.accept("g++ " + what + ": " + (i + 1) + " of " + units.size());
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException r ? r : new ToolException("g++ cannot be run: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while g++ ran");
    } finally {
      pool.shutdownNow();
    }
  }

  /** Without ccache when that fails: its own directory may be full or read-only. */
  private Exec compile(Path stage, Unit u) {
    if (tools.ccache().isPresent()) {
      List<String> c = new ArrayList<>(List.of(tools.ccache().get().toString()));
      c.addAll(command(u));
      Exec e = Exec.run(stage, tools.path(), LIMIT, c);
      if (e.status() == 0) return e;
    }
    return Exec.run(stage, tools.path(), LIMIT, command(u));
  }

  private List<String> command(Unit u) {
    List<String> c = new ArrayList<>();
    c.add(tools.compiler().toString());
    c.addAll(options());
    c.addAll(List.of(u.level(), "-c", "-o", u.object(), u.file()));
    return c;
  }

  /** Links {@code simulator} in the stage. */
  void link(Path stage, List<Unit> units, List<Path> objects) {
    List<String> c = new ArrayList<>(List.of(tools.compiler().toString(), "-o", "simulator"));
    units.forEach(u -> c.add(u.object()));
    objects.forEach(o -> c.add(o.toString()));
    c.addAll(List.of("-pthread", "-latomic"));
    Exec e = Exec.run(stage, tools.path(), LIMIT, c);
    if (e.status() != 0) throw new ToolException("the simulator cannot be linked: g++ " + e.breakdown().orElse("fails") + " (exit status " + e.status() + ")\n" + e.complaint());
  }
}
