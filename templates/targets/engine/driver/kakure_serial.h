/* SPDX-License-Identifier: Apache-2.0
 * An engine behind its serial loader, as 'kakure flow' puts it into packages of few pins: plain C99, no allocation, no system calls. docs/fpga.md is what it follows. */
#ifndef KAKURE_SERIAL_H
#define KAKURE_SERIAL_H

#include "classify.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How bytes reach the loader. Neither function may wait: a byte that is not taken now is offered again. */
struct kakure_serial {
  int (*offer)(void *of, uint8_t byte); /* a byte for rx: 1 taken, 0 not now, below 0 failed */
  int (*take)(void *of, uint8_t *byte); /* a byte of tx: 1 there it is, 0 none now, below 0 failed */
  void *of;
  unsigned long patience;               /* polls without a byte in or a word out after which the engine is silent */
  size_t word, at;                      /* set by kakure_serial_setup: bytes of a word of the answer, and those of the next word that have come */
};

/* Once after each reset: the bytes of setup.bin, or of setup_sums.bin for an answer of the last layer alone. Returns 0 or an error. */
int kakure_serial_setup(struct kakure_serial *serial, const struct kakure_engine *e, const uint8_t *setup, size_t count);

/* Puts a picture in the place of that of image.bin, whose words of img begin at byte first. Returns 0, or KAKURE_ROOM if they do not end within count bytes. */
int kakure_serial_picture(const struct kakure_engine *e, const uint8_t *picture, uint8_t *image, size_t count, size_t first);

/* One image, the bytes of image.bin. word: room for a word of out; sums: the last layer's, one per class. Returns the class or an error, behind which a reset and a set-up help. */
int kakure_serial_classify(struct kakure_serial *serial, const struct kakure_engine *e, const uint8_t *image, size_t count, uint8_t *word, int32_t *sums);

#ifdef __cplusplus
}
#endif
#endif
