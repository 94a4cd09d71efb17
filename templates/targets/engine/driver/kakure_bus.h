/* SPDX-License-Identifier: Apache-2.0
 * An engine on a bus: plain C99, no allocation, no system calls; polling, or asleep until its interrupt. docs/bus.md is what it follows. */
#ifndef KAKURE_BUS_H
#define KAKURE_BUS_H

#include "classify.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What went wrong, beside enum kakure_error. After each but the first two a reset helps: kakure_bus_setup begins with one. */
enum kakure_bus_error {
  KAKURE_BUS_OTHER = -10,   /* no engine of these registers, or not of these sizes */
  KAKURE_BUS_FAULT = -11,   /* the bus answered an access with an error: there is no such register, or not for this */
  KAKURE_BUS_ORDER = -12,   /* words of an image, masks or constants before any of the program */
  KAKURE_BUS_SHORT = -13,   /* a packet that is too short */
  KAKURE_BUS_LONG = -14     /* a packet that is too long */
};

/* How the bus is reached. Functions return 1, 0 for not now where that is said, or below 0 where they failed; none but wait may wait. */
struct kakure_bus_port {
  int (*read)(void *of, uint32_t offset, uint32_t *value);
  int (*write)(void *of, uint32_t offset, uint32_t value);
  int (*wait)(void *of);   /* sleeps until the interrupt; 0: it did not come in time. Null: registers are polled */
  /* Streams of their own. Null where words go through registers. */
  int (*send)(void *of, enum kakure_stream stream, const uint8_t *bytes, size_t count, size_t padded, int last); /* a transaction: bytes, zeros up to padded, TLAST with the last bus word; 0: not now */
  int (*take)(void *of, uint8_t *bytes, size_t count, size_t padded);                                            /* the next transaction of the answer: its first bytes; 0: none now */
  int (*flush)(void *of); /* within a reset: ends transfers that are under way, and drops what has come and was not taken */
  void *of;
};

/* An engine on a bus. The caller keeps it; all is set by kakure_bus_open. */
struct kakure_bus {
  struct kakure_bus_port port;
  struct kakure_link link;
  size_t left[KAKURE_STREAMS];      /* transactions of the packet that is under way */
  unsigned at[KAKURE_STREAMS];      /* bus words of the transaction that were taken */
  unsigned words[KAKURE_STREAMS];   /* bus words of a transaction */
  size_t bytes[KAKURE_STREAMS];     /* bytes of a transaction */
  unsigned out_words, out_at;
  size_t out_bytes, bus_bytes;
  int error;                        /* why the link failed */
};

/* Once, before anything else: finds the engine and holds its sizes against e. patience: polls without a word either way after which it is silent. Returns 0 or an error. */
int kakure_bus_open(struct kakure_bus *bus, const struct kakure_bus_port *port, const struct kakure_engine *e, unsigned long patience);

/* A reset, then program and taps and, where they are kept, masks and constants. Returns 0 or an error. */
int kakure_bus_setup(struct kakure_bus *bus, const struct kakure_engine *e);

/* One image, as kakure_classify: the class, or an error. */
int kakure_bus_classify(struct kakure_bus *bus, const struct kakure_engine *e, const struct kakure_words *image, uint8_t *word, int32_t *sums);

/* What the above is made of, for a host that moves words by itself; each returns 1 or an error, the last two 0 or an error. */
int kakure_bus_get(struct kakure_bus *bus, uint32_t offset, uint32_t *value);
int kakure_bus_put(struct kakure_bus *bus, uint32_t offset, uint32_t value);
int kakure_bus_status(struct kakure_bus *bus, uint32_t *value);   /* an error, too, if a packet was wrong */
int kakure_bus_reset(struct kakure_bus *bus);
int kakure_bus_opened(struct kakure_bus *bus);                    /* waits until a word of the program was taken: words of other streams may come then */

/* Cycles of the last image. Returns 0 or an error. */
int kakure_bus_cycles(struct kakure_bus *bus, uint32_t *cycles);

#ifdef __cplusplus
}
#endif
#endif
