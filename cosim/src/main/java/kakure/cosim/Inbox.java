// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** The output transactions that have arrived, by stream. Filled by the pump thread, emptied by the user's. */
final class Inbox implements Pump.Receiver {
  /** One stream's share. */
  private static final class Lane {
    final ArrayDeque<ByteBuffer> chunks = new ArrayDeque<>();
    long bytes;
    long arrived;
    Consumer<ByteBuffer> consumer;
  }

  private final Design design;
  private final BufferPool pool;
  private final long limit;
  private final List<Lane> lanes = new ArrayList<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long bytes;
  private boolean ended;
  private CompletableFuture<ByteBuffer> lastRun = CompletableFuture.completedFuture(null);

  Inbox(Design design, BufferPool pool, long limit) {
    this.design = design;
    this.pool = pool;
    this.limit = limit;
    for (int i = 0; i < design.streams().size(); i++) lanes.add(new Lane());
  }

  @Override
  public void received(ByteBuffer payload) {
    Consumer<ByteBuffer> consumer;
    lock.lock();
    try {
      if (payload == null) {
        ended = true;
        changed.signalAll();
        return;
      }
      int stream = payload.getInt();
      long first = payload.getLong();
      if (stream < 0 || stream >= lanes.size() || design.streams().get(stream).input()) throw new ToolException("the simulator of " + design.top() + " answered for a stream that does not exist");
      Lane lane = lanes.get(stream);
      int n = payload.remaining() / design.streams().get(stream).bytes();
      if (first != lane.arrived || payload.remaining() % design.streams().get(stream).bytes() != 0) {
        throw new ToolException("the simulator of " + design.top() + " lost transactions of stream " + design.streams().get(stream).name() + ": " + first + " came, " + lane.arrived + " was due");
      }
      lane.arrived += n;
      consumer = lane.consumer;
      if (consumer == null) {
        bytes += payload.remaining();
        lane.bytes += payload.remaining();
        lane.chunks.add(payload);
        if (bytes > limit) throw new ToolException("more than " + limit + " bytes of transactions of " + design.top() + " wait to be received; receive them or run less at a time");
        changed.signalAll();
      }
    } finally {
      lock.unlock();
    }
    if (consumer != null) {
      consumer.accept(payload.slice().asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN));
      pool.give(payload);
    }
  }

  void running(CompletableFuture<ByteBuffer> run) {
    lock.lock();
    try {
      lastRun = run;
    } finally {
      lock.unlock();
    }
    run.whenComplete((r, e) -> wake());
  }

  private void wake() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  void consumer(StreamPorts s, Consumer<ByteBuffer> c) {
    lock.lock();
    try {
      if (!lanes.get(s.index()).chunks.isEmpty()) throw new IllegalStateException("transactions of stream " + s.name() + " already wait to be received");
      lanes.get(s.index()).consumer = c;
    } finally {
      lock.unlock();
    }
  }

  long available(StreamPorts s) {
    lock.lock();
    try {
      return lanes.get(s.index()).bytes / s.bytes();
    } finally {
      lock.unlock();
    }
  }

  void receive(StreamPorts s, ByteBuffer to, Pump pump) {
    lock.lock();
    try {
      Lane lane = lanes.get(s.index());
      while (lane.bytes < to.remaining() && !ended && !lastRun.isDone()) changed.awaitUninterruptibly();
      if (lane.bytes < to.remaining()) {
        RuntimeException failure = pump.failure();
        if (failure != null) throw failure;
        throw new IllegalStateException("stream " + s.name() + ": " + to.remaining() / s.bytes() + " transactions asked for, " + lane.bytes / s.bytes() + " have arrived and no run is under way");
      }
      bytes -= to.remaining();
      lane.bytes -= to.remaining();
      while (to.hasRemaining()) {
        ByteBuffer first = lane.chunks.peek();
        int n = Math.min(first.remaining(), to.remaining());
        to.put(first.slice(first.position(), n));
        first.position(first.position() + n);
        if (!first.hasRemaining()) pool.give(lane.chunks.remove());
      }
    } finally {
      lock.unlock();
    }
  }

  /** After a reset: the simulator counts from 0 again, and nothing of before is left to receive. */
  void clear() {
    lock.lock();
    try {
      for (Lane lane : lanes) {
        lane.chunks.forEach(pool::give);
        lane.chunks.clear();
        lane.bytes = 0;
        lane.arrived = 0;
      }
      bytes = 0;
    } finally {
      lock.unlock();
    }
  }
}
