/* SPDX-License-Identifier: Apache-2.0
 * Of piped.c: memory at the other end of the pipe, and what a host can do wrong with it. The driver's publish and renew alone carry bytes there and back, so one that forgets them fails. All lines are dirty at first, and written back
 * at the worst time: when they are renewed. */
#include "kakure_dma.h"

enum { LINE = 64 };
static const uint64_t BASE = 0x1ffffefc0;   /* parts lie across borders of 4 KiB, and of 2^33 */
static uint8_t bytes[1 << 22], clean[(1 << 22) / LINE];
static struct kakure_dma dma;
static struct kakure_words last_image;

/* Whole lines around these bytes. */
static struct kakure_part lines(size_t at, size_t count) {
  struct kakure_part part = {at / LINE * LINE, 0};
  part.size = (at + count + LINE - 1) / LINE * LINE - part.at;
  return part;
}

static int publishes(void *of, size_t at, size_t count) {
  struct kakure_part p = lines(at, count);
  (void)of;
  put("P", 1);
  put32((uint32_t)p.at);
  put32((uint32_t)p.size);
  put(bytes + p.at, p.size);
  memset(clean + p.at / LINE, 1, p.size / LINE);
  return answer() > 0 ? 0 : -1;
}

static int renews(void *of, size_t at, size_t count) {
  struct kakure_part p = lines(at, count);
  for (size_t i = p.at; i < p.at + p.size; i += LINE) if (!clean[i / LINE]) publishes(of, i, LINE);
  put("G", 1);
  put32((uint32_t)p.at);
  put32((uint32_t)p.size);
  if (answer() <= 0 || fread(bytes + p.at, 1, p.size, stdin) != p.size) exit(3);
  return 0;
}

/* Memory answers accesses of these bytes with an error. */
static void refuse(struct kakure_part part) {
  put("E", 1);
  put32((uint32_t)part.at);
  put32((uint32_t)part.size);
  if (answer() <= 0) exit(3);
}

static int opens(struct kakure_bus *bus, const struct kakure_engine *e, const char *host) {
  struct kakure_memory memory = {bytes, BASE, sizeof bytes, publishes, renews, NULL};
  size_t answers = load(5, host, "expected") / kakure_out_bytes(e);
  size_t room = kakure_dma_room(bus, e, answers);
  struct kakure_memory small = memory;
  small.size = room - 1;
  if (room > sizeof bytes || kakure_dma_open(&dma, bus, &small, e, answers) != KAKURE_ROOM) return -99;
  memory.size = room + 4096;
  return kakure_dma_open(&dma, bus, &memory, e, answers);
}

static int setup(struct kakure_bus *bus, const struct kakure_engine *e) {
  (void)bus;
  return kakure_dma_setup(&dma, e);
}

static int classify(struct kakure_bus *bus, const struct kakure_engine *e, const struct kakure_words *image) {
  (void)bus;
  last_image = *image;
  return kakure_dma_classify(&dma, e, image, word, sums);
}

static void damage(void) {
  bytes[dma.masks.at + 5] ^= 1;
  publishes(NULL, dma.masks.at, dma.masks.size);
}

static void says(int result) {
  char text[64];
  snprintf(text, sizeof text, "error %d of %u\n", result, dma.stream);
  say(text);
}

/* Of an image. */
static unsigned descriptors(void) {
  return dma.kept ? 3 : 5;
}

/* The image once more, one descriptor of it changed. */
static int changed(unsigned slot, unsigned stream, uint64_t address, size_t length) {
  int failed = kakure_dma_image(&dma, &last_image);
  if (!failed) failed = kakure_dma_describe(&dma, slot, (slot + 1) % descriptors(), stream, address, (uint32_t)length, slot == 0);
  if (!failed) failed = kakure_dma_start(&dma, descriptors());
  return failed ? failed : kakure_dma_wait(&dma);
}

/* Two images by one chain, whose ring goes round twice; the second answer overwrites the first. */
static int around_twice(void) {
  int failed = kakure_dma_image(&dma, &last_image);
  if (!failed) failed = kakure_dma_start(&dma, descriptors());
  return failed ? failed : kakure_dma_more(&dma, descriptors());
}

/* Steps that only memory knows; each but the first ones is an error, behind which the engine is set up again. Returns 0 for another step. */
static int wrong_memory(const struct kakure_engine *e, const char *step) {
  static const struct kakure_part nothing;
  uint64_t image = BASE + dma.image.at;
  size_t stride = dma.bus->bus_bytes;
  int result = 0;
  if (!strcmp(step, "ring")) {
    result = around_twice();
    if (!result) result = kakure_dma_images(&dma, 1);
    if (!result) result = kakure_dma_images(&dma, 2);
    report(result ? result : kakure_dma_answer(&dma, e, &last_image, word, sums), e->classes);
    return 1;
  }
  if (!strcmp(step, "late")) {
    /* Both are done before the host looks: what has moved is said once. */
    uint32_t before, now;
    if (kakure_bus_get(dma.bus, KAKURE_BUS_IMAGES, &before) < 0) exit(4);
    now = before;
    result = around_twice();
    for (int i = 0; i < 100000 && now - before < 2 && !result; i++) {
      if (kakure_bus_get(dma.bus, KAKURE_BUS_IMAGES, &now) < 0) exit(4);
    }
    if (!result) result = kakure_dma_images(&dma, 2);
    report(result ? result : kakure_dma_answer(&dma, e, &last_image, word, sums), e->classes);
    return 1;
  }
  if (!strcmp(step, "unstarted")) {
    /* Behind a reset a chain does not go on. */
    result = kakure_bus_reset(dma.bus);
    says(result ? result : kakure_dma_more(&dma, 1));
    if (kakure_dma_setup(&dma, e)) exit(4);
    return 1;
  }
  if (!strcmp(step, "tail")) {
    /* A buffer that ends with the last transaction's bytes, before its bus word does: what lies behind is left alone. */
    size_t used = dma.bus->out_bytes % dma.bus->bus_bytes, end = dma.answer.at + dma.answer.size;
    size_t spare = used ? dma.bus->bus_bytes - used : 0;
    memset(bytes + end - spare, 0xa5, spare);
    publishes(NULL, end - spare, spare);
    result = changed(0, KAKURE_ANSWER, BASE + dma.answer.at, dma.answer.size - spare);
    if (!result) result = kakure_dma_answer(&dma, e, &last_image, word, sums);
    for (size_t i = 0; i < spare; i++) if (bytes[end - spare + i] != 0xa5) result = -98;
    report(result, e->classes);
    return 1;
  }
  if (!strcmp(step, "busy")) {
    /* A chain is started while one is moved. */
    result = kakure_dma_start(&dma, descriptors());
    int second = kakure_dma_start(&dma, descriptors());
    if (!result) result = kakure_dma_wait(&dma);
    says(result ? -97 : second);
    return 1;
  }
  if (!strcmp(step, "reset")) {
    /* In the middle of an image. */
    result = kakure_dma_start(&dma, descriptors());
    for (int i = 0; i < 20 && !result; i++) result = kakure_bus_cycles(dma.bus, &(uint32_t){0});
    says(result);
    if (kakure_dma_setup(&dma, e)) exit(4);
    return 1;
  }
  if (!strcmp(step, "readerror")) {
    refuse((struct kakure_part){dma.masks.at + dma.masks.size / 2, 1});
    result = changed(1, KAKURE_CFG, BASE + dma.start.at, dma.start.size);
  } else if (!strcmp(step, "writeerror")) {
    refuse((struct kakure_part){dma.answer.at + dma.answer.size / 2, 1});
    result = changed(1, KAKURE_CFG, BASE + dma.start.at, dma.start.size);
  } else if (!strcmp(step, "chainerror")) {
    refuse((struct kakure_part){2 * KAKURE_DMA_SLOT, 1});
    result = changed(1, KAKURE_CFG, BASE + dma.start.at, dma.start.size);
  } else if (!strcmp(step, "address")) result = changed(2, KAKURE_IMG, image + 1, stride);
  else if (!strcmp(step, "length")) result = changed(2, KAKURE_IMG, image, stride + 1);
  else if (!strcmp(step, "nothing")) result = changed(3, KAKURE_MSK, BASE + dma.masks.at, 0);
  else if (!strcmp(step, "stream")) result = changed(2, 5, image, stride);
  else if (!strcmp(step, "full")) result = changed(0, KAKURE_ANSWER, BASE + dma.answer.at, dma.answer.size / 2);
  else if (!strcmp(step, "first")) {
    dma.memory.address += 8;
    result = kakure_dma_start(&dma, 1);
    dma.memory.address -= 8;
    if (!result) result = kakure_dma_wait(&dma);
  } else return 0;
  says(result);
  refuse(nothing);
  if (kakure_dma_setup(&dma, e)) exit(4);
  return 1;
}
