// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * The one thread that touches a simulation's socket: writes what is queued, reads what comes, never blocks on either, so neither side can wait for the other in a circle.
 * It also keeps the time-outs and notices death; whoever waits for an {@link Answer} is released by it in every case.
 */
final class Pump implements Runnable {
  /** Takes frames that answer nothing (RECEIVED), and null at the end; runs on the pump thread and must not wait. */
  interface Receiver {
    void received(ByteBuffer payload);
  }

  private static final int TICK_MILLIS = 50;
  private static final int EXIT_MILLIS = 2000;
  /** A wish, which the kernel caps: whole frames lie ready for the simulator, which else waits for this thread several times a frame. */
  private static final int SOCKET_BYTES = 2 << 20;

  private final SimProcess sim;
  private final Greeting greeting;
  private final Watch watch;
  private final BufferPool pool;
  private final Receiver receiver;
  private final FileChannel record;
  private final Outbox outbox;
  private final Selector selector;
  private boolean greeted;
  private SocketChannel channel;
  private FrameParser parser;

  Pump(SimProcess sim, Greeting greeting, SimOptions options, BufferPool pool, Receiver receiver, FileChannel record) throws IOException {
    this.sim = sim;
    this.greeting = greeting;
    this.watch = new Watch(greeting.top(), options);
    this.pool = pool;
    this.receiver = receiver;
    this.record = record;
    this.outbox = new Outbox(record);
    this.selector = Selector.open();
    sim.server.configureBlocking(false);
    sim.server.register(selector, SelectionKey.OP_ACCEPT);
    send(Message.HELLO, greeting.frame(pool), null);
  }

  /**
   * Queues a frame whose payload lies behind 16 free bytes; the pump owns the buffer from here on. Waits while more than 16 MiB are queued.
   *
   * @param answer what the simulator will owe for it, or null
   */
  void send(Message type, ByteBuffer frame, Answer answer) {
    if (outbox.add(type, frame, answer)) watch.heard(); // silence counts from the moment something is asked
    selector.wakeup();
  }

  /** True while the simulator owes an answer. */
  boolean busy() {
    return outbox.busy();
  }

  /** The failure that ended the simulation, or null. */
  RuntimeException failure() {
    return outbox.failure();
  }

  /** Ends everything with a reason of the caller's. */
  void abort(RuntimeException why) {
    outbox.fail(why);
    selector.wakeup();
  }

  /** Last cycle that the simulator has told of. */
  long lastCycle() {
    return watch.lastCycle();
  }

  /** Notes a cycle told of in an answer. */
  void cycle(long n) {
    watch.cycle(n);
  }

  @Override
  public void run() {
    try {
      while (outbox.running()) tick();
      if (outbox.failure() == null) sim.awaitExit(EXIT_MILLIS);
    } catch (IOException e) {
      outbox.fail(died());
    } catch (RuntimeException e) {
      outbox.fail(e);
    } catch (Error e) {
      outbox.fail(new ToolException("co-simulation of " + greeting.top() + " failed inside: " + e, e));
    } finally {
      close(channel);
      close(record);
      close(selector);
      sim.dispose();
      outbox.end();
      receiver.received(null);
    }
  }

  private void close(Closeable c) {
    try {
      if (c != null) c.close();
    } catch (IOException e) {
      outbox.fail(new ToolException("the simulation of " + greeting.top() + " cannot be closed: " + e.getMessage(), e));
    }
  }

  private void tick() throws IOException {
    boolean all = !greeted || write();
    if (channel != null) channel.keyFor(selector).interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_READ | SelectionKey.OP_WRITE);
    selector.select(TICK_MILLIS);
    selector.selectedKeys().clear();
    sim.tail.drain(sim.process.getInputStream());
    if (channel == null) accept();
    else if (!parser.read(channel)) throw new IOException("closed");
    String due = watch.overdue(outbox.waitingFor(), greeted);
    if (due != null) throw new ToolException(due + "; " + sim.state() + said() + "; last acknowledged cycle " + watch.lastCycle() + "; it was ended");
  }

  private void accept() throws IOException {
    channel = sim.server.accept();
    if (channel == null) {
      if (!sim.process.isAlive()) throw new IOException("died");
      return;
    }
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.SO_SNDBUF, SOCKET_BYTES);
    channel.register(selector, SelectionKey.OP_READ);
    parser = new FrameParser(greeting.top(), pool, this::frame);
  }

  /** Writes what it can; true when nothing is left. */
  private boolean write() throws IOException {
    for (ByteBuffer first = outbox.first(); first != null; first = outbox.first()) {
      if (channel.write(first) > 0) watch.heard();
      if (first.hasRemaining()) return false;
      outbox.written();
      pool.give(first);
    }
    return true;
  }

  private void frame(Message type, ByteBuffer payload) {
    watch.heard();
    switch (type) {
      case RECEIVED -> receiver.received(payload);
      case HEARTBEAT -> {
        watch.cycle(payload.getLong(0));
        pool.give(payload);
      }
      case LOG -> {
        sim.tail.add(payload);
        pool.give(payload);
      }
      case ERROR -> throw greeting.error(payload);
      case HELLO -> {
        outbox.answered(type, greeting.top());
        greeting.check(payload, sim.token);
        greeted = true;
      }
      default -> outbox.answered(type, greeting.top()).payload().complete(payload);
    }
  }

  private RuntimeException died() {
    sim.awaitExit(EXIT_MILLIS);
    String when = greeted ? "died" : "ended before it had connected";
    return new ToolException("the simulator of " + greeting.top() + " " + when + ": " + sim.state() + "; last acknowledged cycle " + watch.lastCycle() + said());
  }

  private String said() {
    String last = sim.tail.last(3);
    return last.isEmpty() ? "" : "; it said: " + last;
  }

  /** Waits until the thread has ended; false after the time. */
  static boolean join(Thread t, long millis) {
    try {
      t.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !t.isAlive();
  }
}
