// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The one thread that touches a simulation's socket: writes what is queued, reads what comes, never blocks on either, so neither side can wait for the other in a circle.
 * It also keeps the time-outs and notices death; whoever waits for an {@link Answer} is released by it in every case.
 */
final class Pump implements Runnable {
  /** Takes frames that answer nothing (RECEIVED); runs on the pump thread and must not wait. */
  interface Receiver {
    void received(ByteBuffer payload);
  }

  private static final long MAX_OUT = 16L << 20;
  private static final int TICK_MILLIS = 50;

  private final SimProcess sim;
  private final Greeting greeting;
  private final Watch watch;
  private final BufferPool pool;
  private final Receiver receiver;
  private final FileChannel record;
  private final Selector selector;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<ByteBuffer> out = new ArrayDeque<>();
  private final ArrayDeque<Answer> owed = new ArrayDeque<>();
  private long outBytes;
  private int sequence;
  private RuntimeException failure;
  private boolean ended;
  private boolean finishing;
  private volatile boolean greeted;
  private SocketChannel channel;
  private FrameParser parser;

  Pump(SimProcess sim, Greeting greeting, SimOptions options, BufferPool pool, Receiver receiver, FileChannel record) throws IOException {
    this.sim = sim;
    this.greeting = greeting;
    this.watch = new Watch(greeting.top(), options);
    this.pool = pool;
    this.receiver = receiver;
    this.record = record;
    this.selector = Selector.open();
    sim.server.configureBlocking(false);
    sim.server.register(selector, SelectionKey.OP_ACCEPT);
    owed.add(new Answer(Message.HELLO, "the simulator's greeting"));
    send(Message.HELLO, greeting.frame(pool), null);
  }

  /**
   * Queues a frame whose payload lies behind 16 free bytes; the pump owns the buffer from here on. Waits while more than 16 MiB are queued.
   *
   * @param answer what the simulator will owe for it, or null
   */
  void send(Message type, ByteBuffer frame, Answer answer) {
    lock.lock();
    try {
      while (outBytes > MAX_OUT && failure == null && !ended) room.awaitUninterruptibly();
      if (failure != null) throw failure;
      if (ended) throw new IllegalStateException("the simulation has ended");
      if (owed.isEmpty() && out.isEmpty()) watch.heard(); // silence counts from the moment something is asked
      type.stamp(frame, sequence++);
      if (record != null) {
        ByteBuffer copy = frame.duplicate();
        while (copy.hasRemaining()) record.write(copy);
      }
      if (answer != null) {
        owed.add(answer);
      }
      finishing |= type == Message.FINISH;
      outBytes += frame.remaining();
      out.add(frame);
      if (out.size() == 1) selector.wakeup();
    } catch (IOException e) {
      throw new ToolException("the recording cannot be written: " + e.getMessage(), e);
    } finally {
      lock.unlock();
    }
  }

  /** The failure that ended the simulation, or null. */
  RuntimeException failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** True while the simulator owes an answer. */
  boolean busy() {
    lock.lock();
    try {
      return !owed.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Ends everything with a reason of the caller's. */
  void abort(RuntimeException why) {
    fail(why);
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
      while (running()) tick();
      if (failure() == null) sim.awaitExit(2000);
    } catch (IOException e) {
      fail(died());
    } catch (RuntimeException e) {
      fail(e);
    } catch (Error e) {
      fail(new ToolException("co-simulation of " + greeting.top() + " failed inside: " + e, e));
    } finally {
      close(channel);
      close(record);
      close(selector);
      sim.dispose();
      release();
    }
  }

  private void close(java.io.Closeable c) {
    try {
      if (c != null) c.close();
    } catch (IOException e) {
      fail(new ToolException("the recording cannot be written: " + e.getMessage(), e));
    }
  }

  private boolean running() {
    lock.lock();
    try {
      return failure == null && !(finishing && owed.isEmpty());
    } finally {
      lock.unlock();
    }
  }

  private void tick() throws IOException {
    boolean writing = greeted && !write();
    if (channel != null) channel.keyFor(selector).interestOps(writing ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    selector.select(TICK_MILLIS);
    selector.selectedKeys().clear();
    sim.tail.drain(sim.process.getInputStream());
    if (channel == null) accept();
    else if (!parser.read(channel)) throw new IOException("closed");
    lock.lock();
    String due;
    try {
      Answer first = owed.peek();
      due = watch.overdue(first == null ? (out.isEmpty() ? null : "the simulator to take its input") : first.what(), greeted);
    } finally {
      lock.unlock();
    }
    if (due != null) throw new ToolException(due + "; " + sim.state() + said() + "; last acknowledged cycle " + watch.lastCycle() + "; it was ended");
  }

  private void accept() throws IOException {
    channel = sim.server.accept();
    if (channel == null) {
      if (!sim.process.isAlive()) throw new IOException("died");
      return;
    }
    channel.configureBlocking(false);
    channel.register(selector, SelectionKey.OP_READ);
    parser = new FrameParser(greeting.top(), pool, this::frame);
  }

  /** Writes what it can; true when nothing is left. */
  private boolean write() throws IOException {
    while (true) {
      ByteBuffer first;
      lock.lock();
      try {
        first = out.peek();
        if (first == null) return true;
      } finally {
        lock.unlock();
      }
      if (channel.write(first) > 0) watch.heard();
      if (first.hasRemaining()) return false;
      lock.lock();
      try {
        out.remove();
        outBytes -= first.limit();
        room.signalAll();
      } finally {
        lock.unlock();
      }
      if (first.isDirect()) pool.give(first);
    }
  }

  private void frame(Message type, ByteBuffer payload) {
    watch.heard();
    switch (type) {
      case RECEIVED -> receiver.received(payload);
      case HEARTBEAT -> watch.cycle(payload.getLong(0));
      case LOG -> pool.give(payload);
      case ERROR -> throw greeting.error(payload);
      default -> answered(type, payload);
    }
  }

  private void answered(Message type, ByteBuffer payload) {
    Answer a;
    lock.lock();
    try {
      a = owed.peek();
      if (a == null || a.type() != type) throw new ToolException("the simulator of " + greeting.top() + " answered " + type + " where " + (a == null ? "nothing" : a.type()) + " was due");
      if (type == Message.HELLO) {
        greeting.check(payload, sim.token);
        greeted = true;
      }
      owed.remove();
    } finally {
      lock.unlock();
    }
    a.payload().complete(payload);
  }

  private RuntimeException died() {
    sim.awaitExit(2000);
    String when = greeted ? "died" : "ended before it had connected";
    return new ToolException("the simulator of " + greeting.top() + " " + when + ": " + sim.state() + "; last acknowledged cycle " + watch.lastCycle() + said());
  }

  private String said() {
    String last = sim.tail.last(3);
    return last.isEmpty() ? "" : "; it said: " + last;
  }

  private void fail(RuntimeException why) {
    lock.lock();
    try {
      if (failure == null) failure = why;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void release() {
    ArrayDeque<Answer> rest;
    RuntimeException why;
    lock.lock();
    try {
      ended = true;
      room.signalAll();
      rest = new ArrayDeque<>(owed);
      owed.clear();
      why = failure != null ? failure : new IllegalStateException("the simulation has ended");
    } finally {
      lock.unlock();
    }
    for (Answer a : rest) a.payload().completeExceptionally(why);
    receiver.received(null);
  }

  /** Waits until the thread has ended; false after the time. */
  static boolean join(Thread t, long millis) {
    try {
      t.join(TimeUnit.MILLISECONDS.toMillis(millis));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return !t.isAlive();
  }
}
