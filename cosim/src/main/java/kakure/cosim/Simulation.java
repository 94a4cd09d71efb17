// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;

/**
 * A running simulator. Commands are carried out in the order in which they are given; what follows from them depends on nothing else (not on timing), so the same commands and seed give
 * the same cycles. One thread at a time may use it.
 *
 * <p>Every method throws {@link ToolException} when the simulator has died, is silent or was refused, and {@link DesignFault} when the design broke a rule.
 */
public final class Simulation implements AutoCloseable {
  /** Bytes before the records in the answer of a step. */
  static final int RESULT_HEAD = 12;
  private static final int CHUNK = 256 << 10;
  private static final long CLOSE_MILLIS = 10_000;

  private final Design design;
  private final Consumer<ToggleCounts> counted;
  private final BufferPool pool = new BufferPool();
  private final Inbox inbox;
  private final SimProcess process;
  private final Pump pump;
  private final Thread thread;
  private int inBytes;
  private int outBytes;

  Simulation(Simulator simulator, SimOptions options) {
    this.design = simulator.design();
    this.counted = simulator.counted();
    this.inBytes = design.inputs().bytes();
    this.outBytes = design.outputs().bytes();
    this.inbox = new Inbox(design, pool, options.receiveLimit());
    this.process = new SimProcess(simulator.executable(), design.directory(), options.seed(), design.top());
    Greeting greeting = new Greeting(design.top(), simulator.designHash(), simulator.portsHash(), options, design.streams());
    try {
      FileChannel record = options.record().isEmpty() ? null
        : FileChannel.open(options.record().get(), StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);
      this.pump = new Pump(process, greeting, options, pool, inbox, record);
    } catch (IOException | RuntimeException e) {
      process.dispose();
      throw new ToolException("the simulator of " + design.top() + " cannot be started: " + e.getMessage(), e);
    }
    this.thread = new Thread(pump, "kakure-pump-" + design.top());
    thread.setDaemon(true);
    thread.start();
    try {
      options.wave().ifPresent(this::wave);
      reset(options.resetCycles());
    } catch (RuntimeException e) {
      pump.abort(e);
      Pump.join(thread, CLOSE_MILLIS);
      throw e;
    }
  }

  /** The simulated design. */
  public Design design() {
    return design;
  }

  /** Holds reset for {@code edges} rising edges; empties all queues, received transactions too, and counts cycles from 0 again. */
  public void reset(int edges) {
    Answer a = ask(Message.RESET, Message.RESET, "reset", frame(4).putInt(edges));
    pool.give(await(a.payload()));
    inbox.clear();
    pump.cycle(0);
  }

  /** Sets an input, seen from the next cycle on. For inputs that belong to no stream. @throws IllegalArgumentException if it does not fit or is no input */
  public void poke(String port, BigInteger value) {
    Port p = design.port(port);
    if (!p.input() || design.clock().filter(p::equals).isPresent()) throw new IllegalArgumentException(port + " is not an input that can be set");
    tell(Message.POKE, frame(4 + p.bytes()).putInt(p.index()).put(RecordLayout.littleEndian(p, value)));
  }

  /** Sets an input of at most 63 bits. */
  public void poke(String port, long value) {
    poke(port, BigInteger.valueOf(value));
  }

  /** The value of a port after the last cycle, raw bits. */
  public BigInteger peek(String port) {
    Port p = design.port(port);
    ByteBuffer b = await(ask(Message.PEEK, Message.VALUE, "the value of " + port, frame(4).putInt(p.index())).payload());
    if (b.remaining() != 4 + p.bytes()) throw new ToolException("the simulator of " + design.top() + " sent " + (b.remaining() - 4) + " bytes as the value of " + port + ", which has " + p.bytes());
    byte[] big = new byte[p.bytes()];
    for (int i = 0; i < big.length; i++) big[big.length - 1 - i] = b.get(4 + i);
    pool.give(b);
    return new BigInteger(1, big);
  }

  /**
   * Queues transactions for an input stream; copies them and returns at once (or when less than 16 MiB wait to be written). The simulator drives valid and ready.
   *
   * @param transactions a whole number of packed transactions between position and limit; left as it was
   */
  public void send(String stream, ByteBuffer transactions) {
    StreamPorts s = design.stream(stream);
    if (!s.input()) throw new IllegalArgumentException("stream " + stream + " comes out of the design");
    if (transactions.remaining() % s.bytes() != 0) throw new IllegalArgumentException("stream " + stream + ": " + transactions.remaining() + " bytes are not a whole number of transactions of " + s.bytes());
    int most = Math.max(1, CHUNK / s.bytes()) * s.bytes();
    ByteBuffer from = transactions.duplicate();
    while (from.hasRemaining()) {
      int n = Math.min(most, from.remaining());
      tell(Message.SEND, frame(4 + n).putInt(s.index()).put(from.slice(from.position(), n)));
      from.position(from.position() + n);
    }
  }

  /** How often the nets of {@link Design#toggles} have changed since this was last asked, or since reset. @throws IllegalStateException if the design has none */
  public ToggleCounts toggles() {
    if (design.toggles().isEmpty()) throw new IllegalStateException("nothing is counted in " + design.top());
    ByteBuffer b = await(ask(Message.TOGGLES, Message.TOGGLES, "the counts of nets", frame(0)).payload());
    ToggleCounts counts = ToggleCounts.of(design, b);
    pool.give(b);
    return counts;
  }

  /** Runs and waits for the end of the run. Everything that arrived is then there to be received. */
  public RunResult run(Until until) {
    return start(until).join();
  }

  /** Asks for a run and returns; further commands may follow at once. */
  public PendingRun start(Until until) {
    Map<String, Long> t = until.transactions();
    ByteBuffer f = frame(20 + 12 * t.size()).putLong(until.maxCycles()).putInt(until.idleCycles()).putInt(until.drained() ? Message.STOP_DRAINED : 0).putInt(t.size());
    t.forEach((name, n) -> f.putInt(design.stream(name).index()).putLong(n));
    return new PendingRun(this, ask(Message.RUN_UNTIL, Message.RAN, until.describe(), f).payload().thenApply(this::ran));
  }

  private RunResult ran(ByteBuffer b) {
    RunResult r = RunResult.of(design.top(), b);
    pool.give(b);
    pump.cycle(r.cycle());
    return r;
  }

  /** Transactions of an output stream that have arrived and were not yet received. */
  public long available(String stream) {
    return inbox.available(design.stream(stream));
  }

  /**
   * The next {@code n} transactions of an output stream, in order, packed, little-endian. Waits while a run that was asked for may still bring them.
   *
   * @throws IllegalStateException if they have not arrived and no run is under way
   */
  public ByteBuffer receive(String stream, int n) {
    StreamPorts s = design.stream(stream);
    ByteBuffer to = ByteBuffer.allocate(Math.multiplyExact(n, s.bytes())).order(ByteOrder.LITTLE_ENDIAN);
    inbox.receive(s, to, pump);
    return to.flip();
  }

  /** Hands the transactions of an output stream to a consumer as they come, in place of {@link #receive}. It runs on the pump thread: it must be quick and must not call the simulation. */
  public void onReceive(String stream, Consumer<ByteBuffer> consumer) {
    inbox.consumer(design.stream(stream), consumer);
  }

  /**
   * Says in a recording ({@link SimOptions#record}) what the last transaction of an output stream should have been: its replay compares, prints what differs and exits with 1. Nothing else comes of it.
   *
   * @param cycle in which it came
   * @param want a packed transaction; of a watched memory that of the same instance and address is compared
   * @param counts its bits that are compared
   */
  public void expect(String stream, long cycle, byte[] want, byte[] counts) {
    StreamPorts s = design.stream(stream);
    if (s.input() || want.length != s.bytes() || counts.length != s.bytes()) throw new IllegalArgumentException("stream " + stream + " brings no transactions of " + want.length + " and " + counts.length + " bytes");
    RecordLayout record = design.outputs();
    int bytes = record.bytes() + design.watch().map(MemoryWatch::bytes).orElse(0);
    ByteBuffer f = frame(8 + 2 * bytes).putLong(cycle);
    for (byte[] part : List.of(want, counts)) {
      byte[] all = new byte[bytes];
      if (stream.equals(MemoryWatch.STREAM)) System.arraycopy(part, 0, all, record.bytes(), part.length);
      else scatter(part, s, record, all);
      f.put(all);
    }
    tell(Message.EXPECT, f);
  }

  private static void scatter(byte[] transaction, StreamPorts s, RecordLayout record, byte[] to) {
    int at = 0;
    for (Port p : s.data()) {
      System.arraycopy(transaction, at, to, record.offset(p.name()), p.bytes());
      at += p.bytes();
    }
  }

  /** Cycles since reset, as last told by the simulator. */
  public long cycles() {
    return pump.lastCycle();
  }

  /** Processor time of the simulator until now, its start included; zero where the system does not tell. */
  public Duration processorTime() {
    return process.process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** An empty frame for {@code cycles} input records: fill it from its position on, then {@link #step}. */
  ByteBuffer stepFrame(int cycles) {
    return frame(4 + cycles * inBytes).putInt(cycles);
  }

  /** Sends a frame of {@link #stepFrame}; the answer's payload has u64 first cycle, u32 n, n output records, and goes back by {@link #give}. */
  CompletableFuture<ByteBuffer> step(ByteBuffer frame, long first, int cycles) {
    return ask(Message.STEP, Message.RESULT, outputs(first, cycles), frame).payload();
  }

  /** Asks for the next cycles of a sweep; the answer is that of {@link #step}. */
  CompletableFuture<ByteBuffer> sweep(Sweep points, long first, int cycles) {
    return ask(Message.SWEEP, Message.RESULT, outputs(first, cycles), points.ask(frame(Sweep.PAYLOAD), cycles)).payload();
  }

  private static String outputs(long first, int cycles) {
    return "the outputs of cycles " + first + " to " + (first + cycles - 1);
  }

  void give(ByteBuffer b) {
    pool.give(b);
  }

  void cycle(long n) {
    pump.cycle(n);
  }

  private void wave(SimOptions.Wave w) {
    byte[] path = w.file().toAbsolutePath().toString().getBytes(StandardCharsets.UTF_8);
    tell(Message.WAVE, frame(16 + path.length).putLong(w.from()).putLong(w.to()).put(path));
  }

  private ByteBuffer frame(int payload) {
    return pool.take(Message.HEADER_BYTES + payload).position(Message.HEADER_BYTES);
  }

  private void tell(Message type, ByteBuffer frame) {
    pump.send(type, frame.flip(), null);
  }

  private Answer ask(Message type, Message answer, String what, ByteBuffer frame) {
    Answer a = new Answer(answer, what);
    if (type == Message.RUN_UNTIL) inbox.running(a.payload());
    pump.send(type, frame.flip(), a);
    return a;
  }

  <T> T await(CompletableFuture<T> f) {
    if (Thread.currentThread() == thread) throw new IllegalStateException("a consumer of transactions must not wait for the simulation");
    try {
      return f.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException r) throw r;
      throw e;
    }
  }

  private void finish() {
    if (counted != null) counted.accept(toggles());
    ask(Message.FINISH, Message.FINISH, "the simulator's end", frame(0));
  }

  /** Finishes the simulator and waits for its end; one that is still at work, or does not end within ten seconds, is killed. Never throws. */
  @Override
  public void close() {
    try {
      if (pump.busy()) pump.abort(new ToolException("the simulation of " + design.top() + " was closed while it ran"));
      else finish();
    } catch (RuntimeException e) {
      pump.abort(e); // it ended before; whoever waited has been told
    }
    if (!Pump.join(thread, CLOSE_MILLIS)) {
      pump.abort(new ToolException("the simulator of " + design.top() + " did not finish"));
      Pump.join(thread, CLOSE_MILLIS);
    }
  }
}
