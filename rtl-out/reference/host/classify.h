/* SPDX-License-Identifier: Apache-2.0
 * Images through an engine: plain C99, no allocation, no system calls. docs/host.md is what it follows. */
#ifndef KAKURE_CLASSIFY_H
#define KAKURE_CLASSIFY_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Streams that a host sends to, and how many they are. */
enum kakure_stream { KAKURE_CFG, KAKURE_IMG, KAKURE_MSK, KAKURE_RQC, KAKURE_STREAMS };

/* What went wrong, negative; an error code of the engine is KAKURE_ENGINE - code. */
enum kakure_error {
  KAKURE_LINK = -1,    /* a function of the link said so */
  KAKURE_SILENT = -2,  /* nothing moved for as many polls as the link allows */
  KAKURE_ORDER = -3,   /* the answer is none to this program */
  KAKURE_ROOM = -4,    /* a length does not fit */
  KAKURE_ENGINE = -100 /* -101 .. -115: halted with error 1 .. 15; reset it, then set it up again */
};

/* An image of a stream, as host/NAME.bin holds it: count words, each of as many bytes. */
struct kakure_words {
  const uint8_t *bytes;
  size_t count;
  size_t word;
};

/* How words reach the engine. Neither function may wait: a word that is not taken now is offered again. */
struct kakure_link {
  int (*offer)(void *of, enum kakure_stream stream, const uint8_t *word); /* 1 taken, 0 not now, below 0 failed */
  int (*take)(void *of, uint8_t *word);                                   /* 1 a word of out, 0 none now, below 0 failed */
  void *of;
  unsigned long patience; /* polls without a word either way after which the engine is silent */
};

/* How a picture is laid out anew as the image that is sent ("fold" of the index): channel c taps + t of the image is what tap t of the window sees of the picture's channel c, 0 outside it. */
struct kakure_fold {
  unsigned channels, height, width; /* of the picture */
  unsigned kernel_height, kernel_width, stride, pad_top, pad_left;
};

/* A network on an engine; the numbers stand in host/streams.json under "hardware", and as one of these in host/kakure_network.h. */
struct kakure_engine {
  unsigned tci, pixels, drain;                                                /* array */
  unsigned channels, height, width, spread, pitch, group_rows, plane_rows;    /* input */
  unsigned layers, classes;                                                   /* length of layers; channels of the last */
  const double *scale, *bias;                                                 /* readout; null: the largest sum is the class */
  const uint8_t *levels;                                                      /* the pixel of each of 256 bytes of a picture; null where the index has none: the byte */
  const struct kakure_fold *fold;                                             /* null where the index has none: the picture is the image */
  struct kakure_words program, taps, start, masks, constants;
  int kept;                                                                   /* 1: masks and constants stay on the chip, and are sent once; 0: they are sent for every image */
};

/* Bytes of a word of img, and of out; words of an image. */
size_t kakure_img_bytes(const struct kakure_engine *e);
size_t kakure_out_bytes(const struct kakure_engine *e);
size_t kakure_img_words(const struct kakure_engine *e);

/* Bytes of a picture. */
size_t kakure_picture_bytes(const struct kakure_engine *e);

/* Lays a picture, channel by channel and line by line, out as words of img, after levels and fold; room is in bytes. Returns the words, or KAKURE_ROOM. */
long kakure_pack(const struct kakure_engine *e, const uint8_t *picture, uint8_t *words, size_t room);

/* Once after reset: program and taps and, where they are kept, masks and constants. Returns 0 or an error. */
int kakure_setup(const struct kakure_engine *e, const struct kakure_link *link);

/* Its two halves, for a link that has to do something between them: what goes to cfg; then what is kept, perhaps nothing. */
int kakure_program(const struct kakure_engine *e, const struct kakure_link *link);
int kakure_keep(const struct kakure_engine *e, const struct kakure_link *link);

/* One image. word: room for a word of out; sums: the last layer's, one per class. Returns the class or an error. */
int kakure_classify(const struct kakure_engine *e, const struct kakure_link *link, const struct kakure_words *image, uint8_t *word, int32_t *sums);

/* The same whatever the words of the image are: for a link that knows by itself how many come, or whose words are others. */
int kakure_exchange(const struct kakure_engine *e, const struct kakure_link *link, const struct kakure_words *image, uint8_t *word, int32_t *sums);

#ifdef __cplusplus
}
#endif
#endif
