// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What is to be written and what the simulator owes for it, shared by the user's thread and the pump's. Holds the failure that ended the session, too. */
final class Outbox {
  private static final long MAX_BYTES = 16L << 20;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<ByteBuffer> frames = new ArrayDeque<>();
  private final ArrayDeque<Answer> owed = new ArrayDeque<>();
  private final FileChannel record;
  private long bytes;
  private int sequence;
  private RuntimeException failure;
  private boolean ended;
  private boolean finishing;

  /** With a file that gets a copy of every frame, or null. The simulator owes a greeting from the start. */
  Outbox(FileChannel record) {
    this.record = record;
    owed.add(new Answer(Message.HELLO, "the simulator's greeting"));
  }

  /** Numbers and queues a frame, and notes what will be owed for it (or null); waits while more than 16 MiB are queued. True if there was nothing to do before. */
  boolean add(Message type, ByteBuffer frame, Answer answer) {
    lock.lock();
    try {
      while (bytes > MAX_BYTES && failure == null && !ended) room.awaitUninterruptibly();
      if (failure != null) throw failure;
      if (ended) throw new IllegalStateException("the simulation has ended");
      boolean idle = frames.isEmpty() && owed.isEmpty();
      type.stamp(frame, sequence++);
      copy(frame.duplicate());
      if (answer != null) owed.add(answer);
      finishing |= type == Message.FINISH;
      bytes += frame.remaining();
      frames.add(frame);
      return idle;
    } finally {
      lock.unlock();
    }
  }

  private void copy(ByteBuffer frame) {
    try {
      while (record != null && frame.hasRemaining()) record.write(frame);
    } catch (IOException e) {
      failure = new ToolException("the recording cannot be written: " + e.getMessage(), e);
      throw failure;
    }
  }

  /** The frame to write next, or null. */
  ByteBuffer first() {
    lock.lock();
    try {
      return frames.peek();
    } finally {
      lock.unlock();
    }
  }

  /** The first frame is written. */
  void written() {
    lock.lock();
    try {
      bytes -= frames.remove().limit();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes the answer that is due off the list. @throws ToolException if another one is due */
  Answer answered(Message type, String top) {
    lock.lock();
    try {
      Answer a = owed.peek();
      if (a == null || a.type() != type) throw new ToolException("the simulator of " + top + " answered " + type + " where " + (a == null ? "nothing" : a.type()) + " was due");
      return owed.remove();
    } finally {
      lock.unlock();
    }
  }

  /** What the simulator should do next, in words; null if nothing. */
  String waitingFor() {
    lock.lock();
    try {
      if (!owed.isEmpty()) return owed.peek().what();
      return frames.isEmpty() ? null : "the simulator to take its input";
    } finally {
      lock.unlock();
    }
  }

  /** True while an answer is owed. */
  boolean busy() {
    lock.lock();
    try {
      return !owed.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** True until the session has failed or FINISH was answered. */
  boolean running() {
    lock.lock();
    try {
      return failure == null && !(finishing && owed.isEmpty());
    } finally {
      lock.unlock();
    }
  }

  RuntimeException failure() {
    lock.lock();
    try {
      return failure;
    } finally {
      lock.unlock();
    }
  }

  /** Ends the session with a reason; the first one stays. */
  void fail(RuntimeException why) {
    lock.lock();
    try {
      if (failure == null && !ended) failure = why;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Nothing is taken from now on; whoever waits for an answer is released. */
  void end() {
    List<Answer> rest;
    RuntimeException why;
    lock.lock();
    try {
      ended = true;
      room.signalAll();
      rest = List.copyOf(owed);
      owed.clear();
      why = failure != null ? failure : new IllegalStateException("the simulation has ended");
    } finally {
      lock.unlock();
    }
    rest.forEach(a -> a.payload().completeExceptionally(why));
  }
}
