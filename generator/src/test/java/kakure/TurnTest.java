// SPDX-License-Identifier: Apache-2.0
package kakure;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has a turn is alone, others wait and say so. */
class TurnTest {
  private static final int THREADS = 4, TURNS = 50;

  @TempDir Path temp;

  @Test
  void onlyOneThreadHasIt() throws Exception {
    var inside = new AtomicInteger();
    var seen = new AtomicInteger();
    var pool = Executors.newFixedThreadPool(THREADS);
    try {
      var all = new ArrayList<Future<?>>();
      for (int t = 0; t < THREADS; t++) all.add(pool.submit(() -> {
        for (int i = 0; i < TURNS; i++) {
          try (var turn = Turn.at(temp.resolve("a/b"), () -> { })) {
            assertThat(inside.incrementAndGet()).isEqualTo(1);
            assertThat(turn.folder()).isEqualTo(temp.resolve("a/b").toAbsolutePath());
            seen.incrementAndGet();
            inside.decrementAndGet();
          }
        }
        return null;
      }));
      for (var one : all) one.get();
    } finally {
      pool.shutdownNow();
    }
    assertThat(seen).hasValue(THREADS * TURNS);
  }

  @Test
  void whoWaitsSaysSoOnce() throws Exception {
    var waits = new CountDownLatch(1);
    var says = new AtomicInteger();
    var pool = Executors.newSingleThreadExecutor();
    try {
      var first = Turn.at(temp.resolve("folder"), () -> says.addAndGet(100));
      var second = pool.submit(() -> {
        try (var turn = Turn.at(temp.resolve("folder"), () -> {
          says.incrementAndGet();
          waits.countDown();
        })) {
          return says.get();
        }
      });
      waits.await();
      assertThat(second.isDone()).isFalse();
      first.close();
      assertThat(second.get()).isEqualTo(1);
    } finally {
      pool.shutdownNow();
    }
  }

  /** The lock is what another program sees. */
  @Test
  void theFileIsLockedWhileItIsHeld() throws Exception {
    var file = temp.resolve(".folder.lock");
    try (var turn = Turn.at(temp.resolve("folder"), () -> { })) {
      assertThat(another(file)).isEqualTo(1);
    }
    assertThat(another(file)).isZero();
  }

  /** Status of a program that wants the lock at once. */
  private static int another(Path file) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(List.of(java, "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Other.class.getName(), file.toString())).inheritIO().start().waitFor();
  }

  /** That program. */
  static final class Other {
    private Other() {}

    public static void main(String[] args) throws Exception {
      try (var channel = FileChannel.open(Path.of(args[0]), StandardOpenOption.WRITE); var lock = channel.tryLock()) {
        System.exit(lock == null ? 1 : 0);
      }
    }
  }
}
