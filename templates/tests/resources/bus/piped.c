/* SPDX-License-Identifier: Apache-2.0
 * The driver with a bus at the other end of a pipe: what it asks goes to standard output, answers come by standard input. BusDriverTest is there.
 * usage: piped HOST reach interrupt STEP...
 * reach: words go by 0 registers, 1 streams, 2 descriptors in memory (with -DMOVER).
 * A STEP is a picture's file, or damaged, short, long, order, unmapped, sizes, or of those in memory.h: what is done wrong. */
#include "kakure_bus.h"
#include "kakure_bus_regs.h"
#include "kakure_network.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST = 1 << 20 };
static uint8_t files[6][MOST], word[4096], packed[MOST];
static int32_t sums[1024];

static void put(const void *bytes, size_t count) {
  if (fwrite(bytes, 1, count, stdout) != count) exit(3);
}

static void put32(uint32_t value) {
  uint8_t bytes[4] = {(uint8_t)value, (uint8_t)(value >> 8), (uint8_t)(value >> 16), (uint8_t)(value >> 24)};
  put(bytes, 4);
}

static int answer(void) {
  fflush(stdout);
  int c = getchar();
  if (c == EOF) exit(3);
  return (signed char)c;
}

static int reads(void *of, uint32_t offset, uint32_t *value) {
  uint8_t bytes[4];
  (void)of;
  put("r", 1);
  put32(offset);
  int ok = answer();
  if (fread(bytes, 1, 4, stdin) != 4) exit(3);
  *value = bytes[0] | (uint32_t)bytes[1] << 8 | (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
  return ok;
}

static int writes(void *of, uint32_t offset, uint32_t value) {
  (void)of;
  put("w", 1);
  put32(offset);
  put32(value);
  return answer();
}

static int sends(void *of, enum kakure_stream stream, const uint8_t *bytes, size_t count, size_t padded, int last) {
  (void)of;
  put("s", 1);
  put32(stream);
  put32((uint32_t)last);
  put32((uint32_t)padded);
  put(bytes, count);
  for (size_t i = count; i < padded; i++) put("", 1);
  return answer();
}

static int takes(void *of, uint8_t *bytes, size_t count, size_t padded) {
  (void)of;
  put("t", 1);
  put32((uint32_t)padded);
  int came = answer();
  for (size_t i = 0; came > 0 && i < padded; i++) {
    int c = getchar();
    if (i < count) bytes[i] = (uint8_t)c;
  }
  return came;
}

static int waits(void *of) {
  (void)of;
  put("i", 1);
  return answer();
}

static int flushes(void *of) {
  (void)of;
  put("f", 1);
  return answer();
}

static size_t load(int n, const char *host, const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s.bin", host, name);
  FILE *in = fopen(path, "rb");
  if (!in) exit(2);
  size_t bytes = fread(files[n], 1, MOST, in);
  fclose(in);
  return bytes;
}

/* Points words at what a file holds, which must be as many. */
static void hold(struct kakure_words *words, int n, const char *host, const char *name) {
  if (load(n, host, name) != words->count * words->word) exit(2);
  words->bytes = files[n];
}

static void say(const char *text) {
  put("p", 1);
  put32((uint32_t)strlen(text));
  put(text, strlen(text));
  fflush(stdout);
}

static void report(int result, unsigned classes);

#ifdef MOVER
#include "memory.h"
#endif

static void report(int result, unsigned classes) {
  char text[16384];
  int at = snprintf(text, sizeof text, result < 0 ? "error %d" : "class %d:", result);
  for (unsigned i = 0; result >= 0 && i < classes; i++) at += snprintf(text + at, sizeof text - (size_t)at, " %d", (int)sums[i]);
  snprintf(text + at, sizeof text - (size_t)at, "\n");
  say(text);
}

#ifndef MOVER
static int setup(struct kakure_bus *bus, const struct kakure_engine *e) {
  return kakure_bus_setup(bus, e);
}

static int classify(struct kakure_bus *bus, const struct kakure_engine *e, const struct kakure_words *image) {
  return kakure_bus_classify(bus, e, image, word, sums);
}

static void damage(void) {
  files[3][5] ^= 1;
}
#endif

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  struct kakure_engine e = kakure_network;
  const char *host = argv[1];
  int reach = atoi(argv[2]), interrupt = atoi(argv[3]);
  hold(&e.program, 0, host, "program");
  hold(&e.taps, 1, host, "taps");
  hold(&e.start, 2, host, "start");
  hold(&e.masks, 3, host, "masks");
  hold(&e.constants, 4, host, "constants");

  struct kakure_bus bus;
  struct kakure_bus_port port;
  memset(&port, 0, sizeof port);
  port.read = reads;
  port.write = writes;
  if (interrupt) port.wait = waits;
  if (reach == 1) port.send = sends, port.take = takes, port.flush = flushes;
  int result = kakure_bus_open(&bus, &port, &e, 200000);
#ifdef MOVER
  if (!result) result = opens(&bus, &e, host);
#endif
  if (!result) result = setup(&bus, &e);
  if (result) return report(result, 0), 0;
  for (int i = 4; i < argc; i++) {
    const char *step = argv[i];
    size_t size = kakure_picture_bytes(&e);
    int wrong_image = !strcmp(step, "short") ? -1 : !strcmp(step, "long") ? 1 : 0;
    int damaged = !strcmp(step, "damaged"), order = !strcmp(step, "order");
    if (!strcmp(step, "unmapped")) {
      uint32_t value;
      static const uint32_t none[] = {0x2c, 0x7c, 0x100, 0xffc};
      for (int n = 0; n < 4; n++) {
        report(reads(NULL, none[n], &value) > 0 ? 0 : -1, 0);
        report(writes(NULL, none[n], 1) > 0 ? 0 : -1, 0);
      }
      report(writes(NULL, KAKURE_BUS_ID, 1) > 0 ? 0 : -1, 0);
      report(reads(NULL, KAKURE_BUS_ID, &value) > 0 && value == KAKURE_BUS_ID_RESET ? 0 : -1, 0);
      continue;
    }
    if (!strcmp(step, "sizes")) {
      struct kakure_bus other;
      struct kakure_engine larger = e;
      larger.pixels *= 8;
      report(kakure_bus_open(&other, &port, &larger, 200000), 0);
      continue;
    }
#ifdef MOVER
    if (wrong_memory(&e, step)) continue;
#endif
    memset(packed, 0, sizeof packed);
    static uint8_t picture[MOST];
    memset(picture, 0, size);
    if (!wrong_image && !damaged && !order) {
      FILE *in = fopen(step, "rb");
      if (!in || fread(picture, 1, size, in) != size) return 2;
      fclose(in);
    }
    if (order && (writes(NULL, KAKURE_BUS_CONTROL, 1) <= 0 || writes(NULL, KAKURE_BUS_CONTROL, 0) <= 0)) return 2; /* and no setup */
    if (damaged) damage();
    if (damaged && e.kept && (result = setup(&bus, &e)) < 0) return report(result, 0), 0; /* masks go in with it */
    long count = kakure_pack(&e, picture, packed, sizeof packed);
    struct kakure_words image = {packed, (size_t)(count + wrong_image), kakure_img_bytes(&e)};
    result = classify(&bus, &e, &image);
    report(result, e.classes);
    if (damaged) damage();
    if (result < 0 && (result = setup(&bus, &e)) < 0) return report(result, 0), 0;
    uint32_t cycles = 0;
    if (result >= 0 && !wrong_image && !damaged && !order && (kakure_bus_cycles(&bus, &cycles) < 0 || cycles == 0)) say("no cycles\n");
  }
  return 0;
}
