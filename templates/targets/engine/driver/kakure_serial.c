/* SPDX-License-Identifier: Apache-2.0 */
#include "kakure_serial.h"

/* To classify.c the loader is one stream of words of a byte, in an order in which none waits for ever: that of the file. */
static int offer(void *of, enum kakure_stream stream, const uint8_t *byte) {
  struct kakure_serial *serial = of;
  (void)stream;
  return serial->offer(serial->of, *byte);
}

/* Gathers a word where it stays between calls. */
static int take(void *of, uint8_t *word) {
  struct kakure_serial *serial = of;
  int came;
  while ((came = serial->take(serial->of, word + serial->at)) > 0) {
    if (++serial->at < serial->word) continue;
    serial->at = 0;
    return 1;
  }
  return came;
}

static struct kakure_link link_of(struct kakure_serial *serial) {
  struct kakure_link link = {offer, take, serial, serial->patience};
  return link;
}

static struct kakure_words bytes(const uint8_t *from, size_t count) {
  struct kakure_words words = {from, count, 1};
  return words;
}

/* The engine with nothing to send but what the caller gives. */
static struct kakure_engine quiet(const struct kakure_engine *e) {
  struct kakure_engine all = *e;
  all.program = all.taps = all.start = all.masks = all.constants = bytes(NULL, 0);
  return all;
}

int kakure_serial_setup(struct kakure_serial *serial, const struct kakure_engine *e, const uint8_t *setup, size_t count) {
  struct kakure_engine all = quiet(e);
  struct kakure_link link = link_of(serial);
  all.program = bytes(setup, count);
  serial->word = kakure_out_bytes(e);
  serial->at = 0;
  return kakure_setup(&all, &link);
}

int kakure_serial_picture(const struct kakure_engine *e, const uint8_t *picture, uint8_t *image, size_t count, size_t first) {
  size_t words = kakure_img_words(e), size = kakure_img_bytes(e);
  if (first > count || words > (count - first) / (size + 1)) return KAKURE_ROOM;
  uint8_t *to = image + first;
  kakure_pack(e, picture, to, words * size);
  /* From the last word on, each makes room for the number of its stream. */
  for (size_t i = words; i-- > 0;) {
    for (size_t b = size; b-- > 0;) to[i * (size + 1) + 1 + b] = to[i * size + b];
    to[i * (size + 1)] = KAKURE_IMG;
  }
  return 0;
}

int kakure_serial_classify(struct kakure_serial *serial, const struct kakure_engine *e, const uint8_t *image, size_t count, uint8_t *word, int32_t *sums) {
  struct kakure_engine all = quiet(e);
  struct kakure_link link = link_of(serial);
  struct kakure_words sent = bytes(image, count);
  return kakure_exchange(&all, &link, &sent, word, sums);
}
