/* SPDX-License-Identifier: Apache-2.0
 * An engine that reads its streams from memory and writes its answer there, by descriptors: plain C99, no allocation, no system calls; polling, or asleep until its interrupt. docs/bus.md is what it follows. */
#ifndef KAKURE_DMA_H
#define KAKURE_DMA_H

#include "kakure_bus.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Why the mover stopped, beside enum kakure_bus_error; kakure_dma.stream says of what. A reset helps: kakure_dma_setup begins with one. */
enum kakure_dma_error {
  KAKURE_DMA_READ = -20,     /* memory answered a read with an error */
  KAKURE_DMA_WRITE = -21,    /* memory answered a write with an error */
  KAKURE_DMA_ADDRESS = -22,  /* an address that is not aligned */
  KAKURE_DMA_LENGTH = -23,   /* a length of 0, or of no whole bus words */
  KAKURE_DMA_STREAM = -24,   /* a stream that is none */
  KAKURE_DMA_FULL = -25      /* an answer of more bus words than its buffer */
};

/* Streams of descriptors beside enum kakure_stream; the last one only in kakure_dma.stream. */
enum { KAKURE_ANSWER = 4, KAKURE_CHAIN = 5 };

/* Descriptors that are kept, in slots of so many bytes. */
enum { KAKURE_DMA_SLOTS = 8, KAKURE_DMA_SLOT = 64 };

/* Memory that both sides reach. Functions return 0, or below 0 where they failed. They order, too: what the host wrote before publish is there before a port.write behind it, and what it reads behind renew is not older than
 * what a port.read before it said (dmb or dsb, fence iorw,iorw). Null only where caches need no care and port.read and port.write order memory themselves, as readl and writel of Linux do. */
struct kakure_memory {
  uint8_t *bytes;                                        /* as the host reaches it */
  uint64_t address;                                      /* as the engine does; a multiple of KAKURE_DMA_SLOT */
  size_t size;
  int (*publish)(void *of, size_t at, size_t count);     /* what the host wrote there is memory's from now on, and no line of it is written back later */
  int (*renew)(void *of, size_t at, size_t count);       /* what the host reads there is what memory holds now; lines are dropped, not written back */
  void *of;
};

/* A part of that memory. */
struct kakure_part {
  size_t at, size;
};

/* The caller keeps it; all is set by kakure_dma_open. */
struct kakure_dma {
  struct kakure_bus *bus;
  struct kakure_memory memory;
  struct kakure_part program, taps, start, masks, constants, answer, image;
  size_t offered, read;   /* of an answer that is read: transactions that its image had, bytes */
  unsigned stream;        /* of what the mover's error is */
  uint32_t images;        /* answered before the chain was started */
  int kept;               /* masks and constants went in with the set-up */
};

/* Bytes of memory for an engine that answers with so many transactions (words of out in streams.json). */
size_t kakure_dma_room(const struct kakure_bus *bus, const struct kakure_engine *e, size_t answers);

/* Once, behind kakure_bus_open: lays program, taps, start, masks and constants out in memory. Returns 0 or an error. */
int kakure_dma_open(struct kakure_dma *dma, struct kakure_bus *bus, const struct kakure_memory *memory, const struct kakure_engine *e, size_t answers);

/* A reset, then program and taps and, where they are kept, masks and constants. Returns 0 or an error. */
int kakure_dma_setup(struct kakure_dma *dma, const struct kakure_engine *e);

/* One image, as kakure_classify: the class, or an error. */
int kakure_dma_classify(struct kakure_dma *dma, const struct kakure_engine *e, const struct kakure_words *image, uint8_t *word, int32_t *sums);

/* What the above is made of. Functions return 0 or an error. */
int kakure_dma_lay(struct kakure_dma *dma, struct kakure_part part, enum kakure_stream stream, const struct kakure_words *words);                    /* transactions into memory, filled up to bus words */
int kakure_dma_describe(struct kakure_dma *dma, unsigned slot, unsigned next, unsigned stream, uint64_t address, uint32_t length, int interrupt);    /* a descriptor; of a stream in it ends a packet */
int kakure_dma_image(struct kakure_dma *dma, const struct kakure_words *image);                                                                     /* an image, and five descriptors from slot 0 on, in a ring; three where masks and constants are kept */
int kakure_dma_start(struct kakure_dma *dma, unsigned count);                                                                                       /* a chain from slot 0 on; refused (KAKURE_BUS_FAULT) while one is moved */
int kakure_dma_more(struct kakure_dma *dma, unsigned count);                                                                                        /* it goes on; refused where none was started since a reset */
int kakure_dma_wait(struct kakure_dma *dma);                                                                                                        /* until a descriptor that interrupts is done, one or more since the last wait: of several that are queued it says not how many */
int kakure_dma_images(struct kakure_dma *dma, uint32_t count);                                                                                      /* until so many images were answered since kakure_dma_start */
int kakure_dma_answer(struct kakure_dma *dma, const struct kakure_engine *e, const struct kakure_words *image, uint8_t *word, int32_t *sums);       /* the class that an answer in memory says */

#ifdef __cplusplus
}
#endif
#endif
