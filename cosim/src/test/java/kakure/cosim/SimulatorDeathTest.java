// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * However a simulator or its master ends, the other side notices, says so once, and nothing is left running. Waits are for events, and time-outs leave a busy machine several times the
 * half second between two signs of life.
 */
@Timeout(300)
class SimulatorDeathTest {
  private static final SimulatorBuild BUILD = Fixtures.build();
  private static final Until FOREVER = Until.cycles(Long.MAX_VALUE);

  @TempDir
  Path dir;

  /** The simulator process that a block starts. */
  private static ProcessHandle child() {
    return ProcessHandle.current().children().filter(p -> p.info().command().orElse("").endsWith("/simulator")).findFirst().orElseThrow();
  }

  /** By the shell's own kill: a minimal system has no other. */
  private static void signal(String name, long pid) {
    assertThat(Exec.run(null, "/usr/bin:/bin", Duration.ofSeconds(60), List.of("sh", "-c", "kill -" + name + " " + pid)).status()).as("kill -" + name).isZero();
  }

  private static boolean ends(ProcessHandle p) throws Exception {
    for (int i = 0; i < 600 && p.isAlive(); i++) Thread.sleep(100);
    return !p.isAlive();
  }

  /** Waits for the first sign of life of a run. */
  private static void runs(Simulation sim) throws Exception {
    for (int i = 0; i < 600 && sim.cycles() == 0; i++) Thread.sleep(100);
    assertThat(sim.cycles()).as("cycles told of").isPositive();
  }

  private static RuntimeException failure(PendingRun run) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(RuntimeException.class, run::join);
  }

  @Test
  void killedWithinARun() throws Exception {
    try (Simulation sim = BUILD.build(Fixtures.popcount()).open(SimOptions.seed(1))) {
      ProcessHandle p = child();
      PendingRun run = sim.start(FOREVER);
      runs(sim);
      signal("KILL", p.pid());
      assertThat(failure(run)).isInstanceOf(ToolException.class)
          .hasMessageMatching("the simulator of popcount died: killed by signal 9 \\(SIGKILL; out of memory\\?\\); last acknowledged cycle [1-9]\\d+");
      assertThatThrownBy(() -> sim.peek("rsp_count_o")).isInstanceOf(ToolException.class);
      assertThat(ends(p)).isTrue();
    }
  }

  @Test
  void stoppedWithinARun() throws Exception {
    SimOptions quick = SimOptions.seed(1).timeouts(Duration.ofSeconds(20), Duration.ofSeconds(4), Duration.ZERO);
    try (Simulation sim = BUILD.build(Fixtures.popcount()).open(quick)) {
      ProcessHandle p = child();
      PendingRun run = sim.start(FOREVER);
      runs(sim);
      signal("STOP", p.pid());
      assertThat(failure(run)).isInstanceOf(ToolException.class).hasMessageMatching("the simulator of popcount: no sign of life for 4.0 s while waiting for \\d+ cycles; "
          + "the process is stopped \\(SIGSTOP\\); last acknowledged cycle \\d+; it was ended");
      assertThat(ends(p)).isTrue();
    }
  }

  @Test
  void aLongRunIsNoSilenceButTheWholeRunIsBounded() {
    SimOptions quick = SimOptions.seed(1).timeouts(Duration.ofSeconds(20), Duration.ofSeconds(3), Duration.ofSeconds(7));
    try (Simulation sim = BUILD.build(Fixtures.popcount()).open(quick)) {
      assertThatThrownBy(() -> sim.run(FOREVER)).isInstanceOf(ToolException.class).hasMessageContaining("the whole run took longer than 7.0 s while waiting for");
    }
  }

  @Test
  void silenceBetweenCommandsIsNoFailure() throws Exception {
    SimOptions quick = SimOptions.seed(1).timeouts(Duration.ofSeconds(20), Duration.ofSeconds(2), Duration.ZERO);
    try (Simulation sim = BUILD.build(Fixtures.popcount()).open(quick)) {
      Thread.sleep(3000);
      sim.send("req", StreamModeTest.words(1, 10));
      Thread.sleep(3000);
      assertThat(sim.run(Until.transferred("rsp", 10)).reason()).isEqualTo(RunResult.Reason.ARRIVED);
    }
  }

  @Test
  void closingDuringARunKillsAtOnce() throws Exception {
    Simulation sim = BUILD.build(Fixtures.popcount()).open(SimOptions.seed(1));
    ProcessHandle p = child();
    PendingRun run = sim.start(FOREVER);
    sim.close();
    assertThat(failure(run)).hasMessageContaining("closed while it ran");
    assertThat(ends(p)).isTrue();
  }

  @Test
  void aProgramThatNeverConnectsOrEndsAtOnce() throws Exception {
    SimOptions quick = SimOptions.seed(1).timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ZERO);
    assertThatThrownBy(() -> impostor("exec sleep 60").open(quick)).isInstanceOf(ToolException.class)
        .hasMessageContaining("no sign of life for 1.0 s while waiting for the simulator's greeting").hasMessageContaining("the process is alive");
    assertThatThrownBy(() -> impostor("echo some reason; exit 3").open(SimOptions.seed(1))).isInstanceOf(ToolException.class)
        .hasMessage("the simulator of popcount ended before it had connected: exit status 3; last acknowledged cycle 0; it said: some reason");
    assertThatThrownBy(() -> new Simulator(BUILD, Fixtures.popcount(), dir.resolve("none"), new byte[32], new byte[32], false).open(quick)).isInstanceOf(ToolException.class)
        .hasMessageStartingWith("the simulator of popcount cannot be started: ");
  }

  private Simulator impostor(String script) throws Exception {
    Path p = dir.resolve("impostor.sh");
    Files.writeString(p, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(p, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
    return new Simulator(BUILD, Fixtures.popcount(), p, new byte[32], new byte[32], false);
  }

  /** What a JVM of its own does until it is ended. */
  static final class Master {
    private Master() {}

    /** Directory of the design; cycles (for ever); progress time-out (20 s). */
    public static void main(String[] args) {
      try (Simulation sim = SimulatorBuild.standard().build(Design.read(Path.of(args[0]))).open(SimOptions.seed(1)
          .timeouts(Duration.ofSeconds(20), Duration.parse(args.length > 2 ? args[2] : "PT20S"), Duration.ZERO))) {
        sim.run(Until.cycles(args.length > 1 ? Long.parseLong(args[1]) : Long.MAX_VALUE));
      }
    }
  }

  @Test
  void interruptedOrKilledMastersLeaveNoOrphan() throws Exception {
    BUILD.build(Fixtures.popcount());
    List<String> signals = List.of("INT", "TERM", "KILL");
    List<Process> masters = new ArrayList<>();
    for (String signal : signals) masters.add(java(List.of(), dir.resolve("log" + signal)));
    try {
      for (int m = 0; m < masters.size(); m++) {
        Process java = masters.get(m);
        ProcessHandle sim = simulator(java);
        Thread.sleep(300);
        signal(signals.get(m), java.pid());
        assertThat(java.waitFor(60, TimeUnit.SECONDS)).as(signals.get(m)).isTrue();
        assertThat(ends(sim)).as(signals.get(m)).isTrue();
      }
    } finally {
      masters.forEach(Process::destroyForcibly);
    }
  }

  /** Ctrl-Z and fg: both sides were silent, neither died. */
  @Test
  void aSuspendedMasterDoesNotBlameItsSimulator() throws Exception {
    BUILD.build(Fixtures.popcount());
    Process java = java(List.of(), dir.resolve("log"), "1000000000000", "PT3S");
    try {
      ProcessHandle sim = simulator(java);
      Thread.sleep(500);
      for (long pid : new long[] {java.pid(), sim.pid()}) signal("STOP", pid);
      Thread.sleep(5000);
      signal("CONT", java.pid());
      Thread.sleep(500);
      signal("CONT", sim.pid());
      assertThat(java.waitFor(4, TimeUnit.SECONDS)).as(Files.readString(dir.resolve("log"))).isFalse();
    } finally {
      java.destroy();
      java.waitFor();
    }
  }

  private ProcessHandle simulator(Process java) throws Exception {
    Optional<ProcessHandle> sim = Optional.empty();
    for (int i = 0; i < 1200 && sim.isEmpty() && java.isAlive(); i++) {
      Thread.sleep(50);
      sim = java.descendants().filter(p -> p.info().command().orElse("").endsWith("/simulator")).findFirst();
    }
    return sim.orElseThrow(() -> new AssertionError("no simulator was started"));
  }

  /** A Java machine of its own that runs {@link Master} on the example, for ever unless options say otherwise. */
  private static Process java(List<String> options, Path log, String... cycles) throws Exception {
    // a test run in the background ignores SIGINT, and so would every program it starts
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT", Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Master.class.getName(), Fixtures.root().resolve("examples/popcount").toString()));
    command.addAll(List.of(cycles));
    return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
  }

  /** A Unix socket's path is bounded; a long temporary directory must not matter. */
  @Test
  void aLongTemporaryDirectoryFallsBackToTheLoopback() throws Exception {
    BUILD.build(Fixtures.popcount());
    Path tmp = Files.createDirectories(dir.resolve("t".repeat(100)));
    Process p = java(List.of("-Djava.io.tmpdir=" + tmp), dir.resolve("log"), "1000");
    assertThat(p.waitFor()).as(Files.readString(dir.resolve("log"))).isZero();
    try (java.util.stream.Stream<Path> left = Files.list(tmp)) {
      assertThat(left.filter(f -> f.getFileName().toString().startsWith("kakure"))).isEmpty();
    }
  }

  @Test
  void aDesignThatFinishesOrFailsIsTheDesignsFault() {
    for (String call : List.of("$finish", "$fatal", "$stop")) {
      String verilog = "module ender (input clk_i, output reg [3:0] n_o); initial n_o = 4'd0; always @(posedge clk_i) begin n_o <= n_o + 4'd1; if (n_o == 4'd9) " + call + "; end endmodule\n";
      Design d = Fixtures.design(dir, "ender", verilog, "\"clock\":\"clk_i\",\"reset\":null,\"ports\":[" + Fixtures.port("clk_i", "in", 1) + "," + Fixtures.port("n_o", "out", 4) + "]");
      try (Simulation sim = BUILD.build(d).open(SimOptions.seed(1))) {
        assertThatThrownBy(() -> sim.run(Until.cycles(100))).isInstanceOf(DesignFault.class).hasMessageContaining("ender.v:1");
      }
    }
  }

  @Test
  void severalAtOnceWithResultsInOrderAndTheFirstFailure() {
    Simulator s = BUILD.build(Fixtures.popcount());
    List<Long> cycles = SimulatorPool.run(3, 20, () -> s.open(SimOptions.seed(1)), (sim, i) -> {
      sim.reset(2);
      sim.send("req", StreamModeTest.words(i, i + 1));
      return sim.run(Until.transferred("rsp", i + 1)).cycle();
    });
    assertThat(cycles).isEqualTo(java.util.stream.LongStream.range(0, 20).mapToObj(i -> i + 2).toList());
    AtomicLong begun = new AtomicLong();
    assertThatThrownBy(() -> SimulatorPool.run(2, 1000, () -> s.open(SimOptions.seed(1)), (sim, i) -> {
      begun.incrementAndGet();
      if (i >= 5) throw new IllegalStateException("task " + i);
      return i;
    })).hasMessage("task 5");
    assertThat(begun.get()).isLessThan(1000);
  }
}
