// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tool that ran: the one way in which external programs are called.
 *
 * @param status exit status; {@link #ENDED} where its time was over
 * @param output the last 256 KiB of what it printed, standard output and error together
 */
public record Exec(int status, String output) {
  /** Status of a tool that was ended because its time was over. */
  public static final int ENDED = -1;

  /** Statuses of a tool that Ctrl-C or an end by a supervisor reached, which says nothing about the tool. */
  private static final int INTERRUPTED = 128 + 2, TERMINATED = 128 + 15;

  private static final int KEPT = 256 << 10;
  /** Lines of a source in a message, with their number or without. */
  private static final Pattern QUOTED = Pattern.compile("^\\s*\\d*\\s*\\|");
  /** What Verilator's wrapper says of the program behind it. */
  private static final Pattern THREW = Pattern.compile("^%Error: Verilator threw signal (\\d{1,3})\\b");
  /** By what is said of them, the first first. */
  private static final Map<String, Pattern> FAULTS = faults();

  private static Map<String, Pattern> faults() {
    var faults = new LinkedHashMap<String, Pattern>();
    faults.put("found the disk full", Pattern.compile("No space left on device|Disk quota exceeded"));
    faults.put("ran out of memory", Pattern.compile("std::bad_alloc|[Cc]annot allocate memory|virtual memory exhausted|[Oo]ut of memory( allocating|$)|Killed signal terminated program"));
    faults.put("failed by a fault of its own", Pattern.compile("^%Error: Internal Error|^%Error: Verilator (internal fault|aborted)|internal compiler error|^terminate called|^Internal error:"));
    return faults;
  }

  /**
   * Runs a tool; it is ended, with all it started, when the time is over, this thread is interrupted or the Java machine ends.
   *
   * @param directory it runs in; null for this process's own
   * @param path its search path
   * @param limit of wall time
   * @param command name or path, and arguments
   * @throws ToolException where it cannot be run, was interrupted, or did not end in time
   */
  public static Exec run(Path directory, String path, Duration limit, List<String> command) {
    Exec e = attempt(directory, path, limit, command);
    if (e.status == ENDED) throw new ToolException(command.get(0) + " did not end within " + limit.toSeconds() + " s; it was ended");
    return e;
  }

  /** As {@link #run}, where not to end in time is an answer, too: {@link #ENDED}. */
  public static Exec attempt(Path directory, String path, Duration limit, List<String> command) {
    Process p = null;
    long end = System.nanoTime() + limit.toNanos();
    try {
      ProcessBuilder b = new ProcessBuilder(command).redirectErrorStream(true);
      if (directory != null) b.directory(directory.toFile());
      b.environment().put("PATH", path);
      b.environment().put("LC_ALL", "C");
      p = Children.start(b);
      p.getOutputStream().close();
      StringBuilder out = new StringBuilder();
      byte[] chunk = new byte[8192];
      while (p.isAlive() || p.getInputStream().available() > 0) {
        int n = p.getInputStream().available();
        if (n > 0) {
          n = p.getInputStream().read(chunk, 0, Math.min(n, chunk.length));
          out.append(new String(chunk, 0, Math.max(0, n), java.nio.charset.StandardCharsets.UTF_8));
          if (out.length() > 2 * KEPT) out.delete(0, out.length() - KEPT);
        } else if (System.nanoTime() > end) {
          return new Exec(ENDED, out.toString());
        } else {
          p.waitFor(2, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
      }
      int status = p.waitFor();
      if (status == INTERRUPTED || status == TERMINATED) throw new ToolException(command.get(0) + " was interrupted");
      return new Exec(status, out.toString());
    } catch (IOException e) {
      throw new ToolException(command.get(0) + " cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted while " + command.get(0) + " ran");
    } finally {
      if (p != null) Children.end(p);
    }
  }

  /**
   * Why the tool itself failed, whatever it was given: it was killed, found no memory or no room on the disk, or says that it is at fault; empty where it ended well or merely refused what it was given.
   * What a line quotes of a source does not count.
   */
  public Optional<String> breakdown() {
    if (status == 0) return Optional.empty();
    if (Signals.ended(status)) return Optional.of("was " + Signals.text(status));
    List<String> own = output.lines().filter(l -> !QUOTED.matcher(l).find()).toList();
    for (String line : own) {
      Matcher signal = THREW.matcher(line);
      if (signal.find()) return Optional.of("was " + Signals.text(128 + Integer.parseInt(signal.group(1)) % 128));
    }
    for (var fault : FAULTS.entrySet()) if (own.stream().anyMatch(l -> fault.getValue().matcher(l).find())) return Optional.of(fault.getKey());
    return Optional.empty();
  }

  /** The first lines that say "error", else the last lines; at most three. */
  public String complaint() {
    List<String> lines = output.lines().filter(l -> !l.isBlank()).toList();
    List<String> errors = lines.stream().filter(l -> l.contains("rror")).limit(3).toList();
    List<String> shown = errors.isEmpty() ? lines.subList(Math.max(0, lines.size() - 3), lines.size()) : errors;
    return String.join("\n", shown.stream().map(l -> l.length() > 300 ? l.substring(0, 300) + "..." : l).toList());
  }
}
