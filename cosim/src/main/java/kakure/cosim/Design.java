// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/**
 * What co-simulation knows of a design: the content of its {@code design.json}.
 *
 * @param top module name
 * @param directory where design.json lies; simulators run there
 * @param files Verilog sources and headers (.vh, .svh, .h, .inc), absolute
 * @param clock empty for a combinational design
 * @param reset empty for a design without reset
 * @param resetActiveHigh false unless design.json says {@code "resetActive": "high"}
 * @param ports in declared order, clock and reset among them
 * @param streams valid/ready streams over these ports, and the last, where a memory is watched, the one of its writes
 * @param watch memory whose writes are told
 * @param toggles outputs of the Verilog whose changes are counted
 */
public record Design(String top, Path directory, List<Path> files, Optional<Port> clock, Optional<Port> reset, boolean resetActiveHigh, List<Port> ports, List<StreamPorts> streams, Optional<MemoryWatch> watch,
             Optional<Toggles> toggles) {
  /** Copies the lists. */
  public Design {
    files = List.copyOf(files);
    ports = List.copyOf(ports);
    streams = List.copyOf(streams);
  }

  /** A design of which no memory is watched and nothing counted. */
  public Design(String top, Path directory, List<Path> files, Optional<Port> clock, Optional<Port> reset, boolean resetActiveHigh, List<Port> ports, List<StreamPorts> streams) {
    this(top, directory, files, clock, reset, resetActiveHigh, ports, streams, Optional.empty(), Optional.empty());
  }

  /** The same, of which this memory is watched. @throws IllegalStateException if one is already */
  public Design watching(MemoryWatch memory) {
    if (watch.isPresent()) throw new IllegalStateException(top + ": " + watch.get().module() + " is watched already");
    List<StreamPorts> all = new ArrayList<>(streams);
    all.add(memory.stream(streams.size()));
    return new Design(top, directory, files, clock, reset, resetActiveHigh, ports, all, Optional.of(memory), toggles);
  }

  /** The same, in which changes are counted. */
  public Design counting(Toggles outputs) {
    return new Design(top, directory, files, clock, reset, resetActiveHigh, ports, streams, watch, Optional.of(outputs));
  }

  /**
   * Reads a {@code design.json}, or the one in a directory.
   *
   * @throws DesignException with file, line and column of what is wrong
   */
  public static Design read(Path path) {
    Path file = Files.isDirectory(path) ? path.resolve("design.json") : path;
    try {
      if (Files.size(file) > DesignReader.MAX_BYTES) throw new DesignException(file + ": larger than " + DesignReader.MAX_BYTES + " bytes; this is no design.json");
      return new DesignReader(file, Files.readString(file, StandardCharsets.UTF_8)).read();
    } catch (java.nio.file.NoSuchFileException e) {
      throw new DesignException(file + ": there is no such file");
    } catch (java.nio.charset.CharacterCodingException e) {
      throw new DesignException(file + ": not UTF-8 text");
    } catch (IOException e) {
      throw new DesignException(file + ": cannot be read: " + e.getMessage());
    }
  }

  /** The port of that name. @throws NoSuchElementException naming it */
  public Port port(String name) {
    return ports.stream().filter(p -> p.name().equals(name)).findFirst().orElseThrow(() -> new NoSuchElementException(top + " has no port " + name));
  }

  /** The stream of that name. @throws NoSuchElementException naming it */
  public StreamPorts stream(String name) {
    return streams.stream().filter(s -> s.name().equals(name)).findFirst().orElseThrow(() -> new NoSuchElementException(top + " has no stream " + name));
  }

  /** Layout of a cycle's input record: all inputs but clock and reset. */
  public RecordLayout inputs() {
    return new RecordLayout(ports.stream().filter(p -> p.input() && !p.control()).toList());
  }

  /** Layout of a cycle's output record: all outputs. */
  public RecordLayout outputs() {
    return new RecordLayout(ports.stream().filter(p -> !p.input()).toList());
  }

  /** Layout of a transaction of a stream. */
  public RecordLayout transaction(String stream) {
    return new RecordLayout(stream(stream).data());
  }

  /** The port table as text, a line per port and stream: two designs with equal tables take the same frames. */
  String portTable() {
    StringBuilder s = new StringBuilder();
    for (Port p : ports) s.append(p.input() ? "in " : "out ").append(p.name()).append(' ').append(p.width()).append(p.control() ? " control\n" : "\n");
    for (StreamPorts t : streams) {
      s.append(t.input() ? "stream in " : "stream out ").append(t.name()).append(' ').append(t.valid().name()).append(' ').append(t.ready().name());
      for (Port p : t.data()) s.append(' ').append(p.name());
      s.append('\n');
    }
    watch.ifPresent(w -> s.append(w).append('\n'));
    toggles.ifPresent(t -> s.append(t).append('\n'));
    return s.append("reset ").append(resetActiveHigh ? "high" : "low").append('\n').toString();
  }
}
