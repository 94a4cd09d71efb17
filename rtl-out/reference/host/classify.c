/* SPDX-License-Identifier: Apache-2.0 */
#include "classify.h"

/* Offsets within a word of out; the data follow out_keep_o. */
enum { AT_KIND = 0, AT_ROW = 1, AT_CHANNEL = 3, AT_KEEP = 5 };
enum { KIND_SUMS = 1, KIND_REPORT = 2 };
enum { OP_END = 0, OP_LOAD = 1, OP_LAYER = 2 };
enum { LAST_REPORT = 5 };

static size_t at_data(const struct kakure_engine *e) {
  return AT_KEEP + (e->pixels + 7) / 8;
}

size_t kakure_img_bytes(const struct kakure_engine *e) {
  return (size_t)e->drain * e->pixels;
}

size_t kakure_out_bytes(const struct kakure_engine *e) {
  return at_data(e) + (e->drain > 4 ? e->drain : 4u) * (size_t)e->pixels;
}

/* Where channel c lies among the positions of a memory row. */
static unsigned position(const struct kakure_engine *e, unsigned c) {
  unsigned k = c % e->tci, elements = e->tci / e->spread;
  return c - k + k % elements * e->spread + k / elements;
}

static unsigned runs(const struct kakure_engine *e) {
  unsigned last = 0;
  for (unsigned c = 0; c < e->channels; c++) {
    if (position(e, c) > last) last = position(e, c);
  }
  return last / e->drain + 1;
}

size_t kakure_img_words(const struct kakure_engine *e) {
  return (size_t)runs(e) * e->group_rows;
}

size_t kakure_picture_bytes(const struct kakure_engine *e) {
  const struct kakure_fold *f = e->fold;
  return f ? (size_t)f->channels * f->height * f->width : (size_t)e->channels * e->height * e->width;
}

/* The image's byte at line y and column x of channel c. */
static uint8_t at_pixel(const struct kakure_engine *e, const uint8_t *picture, unsigned c, unsigned y, unsigned x) {
  const struct kakure_fold *f = e->fold;
  unsigned height = e->height, width = e->width;
  if (f) {
    unsigned tap = c % (f->kernel_height * f->kernel_width);
    c /= f->kernel_height * f->kernel_width;
    height = f->height;
    width = f->width;
    y = y * f->stride + tap / f->kernel_width;
    x = x * f->stride + tap % f->kernel_width;
    if (y < f->pad_top || x < f->pad_left) return 0;
    y -= f->pad_top;
    x -= f->pad_left;
    if (y >= height || x >= width) return 0;
  }
  uint8_t byte = picture[((size_t)c * height + y) * width + x];
  return e->levels ? e->levels[byte] : byte;
}

/* The same for pixel p of row r of a memory; 0 where there is none. */
static uint8_t in_row(const struct kakure_engine *e, const uint8_t *picture, unsigned c, unsigned r, unsigned p) {
  unsigned plane = e->plane_rows ? r / e->plane_rows : 0;
  unsigned n = (e->plane_rows ? r % e->plane_rows : r) * e->pixels + p;
  unsigned y = n / e->pitch, x = n % e->pitch;
  if (e->plane_rows) {
    y = 2 * y + plane / 2;
    x = 2 * x + plane % 2;
  }
  return y < e->height && x < e->width ? at_pixel(e, picture, c, y, x) : 0;
}

long kakure_pack(const struct kakure_engine *e, const uint8_t *picture, uint8_t *words, size_t room) {
  size_t count = kakure_img_words(e), bytes = kakure_img_bytes(e);
  if (count * bytes > room) return KAKURE_ROOM;
  for (size_t i = 0; i < count * bytes; i++) words[i] = 0;
  for (unsigned c = 0; c < e->channels; c++) {
    unsigned at = position(e, c);
    uint8_t *run = words + (size_t)(at / e->drain) * e->group_rows * bytes + (size_t)(at % e->drain) * e->pixels;
    for (unsigned r = 0; r < e->group_rows; r++) {
      for (unsigned p = 0; p < e->pixels; p++) run[r * bytes + p] = in_row(e, picture, c, r, p);
    }
  }
  return (long)count;
}

/* Offers the next word of what is left. Returns 1 if it went, 0 if nothing is left or it must wait. */
static int offer(const struct kakure_link *link, enum kakure_stream stream, struct kakure_words *left) {
  if (left->count == 0) return 0;
  int taken = link->offer(link->of, stream, left->bytes);
  if (taken < 0) return KAKURE_LINK;
  if (taken > 0) {
    left->bytes += left->word;
    left->count--;
  }
  return taken > 0;
}

static int send(const struct kakure_link *link, enum kakure_stream stream, struct kakure_words left) {
  for (unsigned long polls = 0; left.count > 0; polls++) {
    int went = offer(link, stream, &left);
    if (went < 0) return went;
    if (went) polls = 0;
    if (polls > link->patience) return KAKURE_SILENT;
  }
  return 0;
}

int kakure_program(const struct kakure_engine *e, const struct kakure_link *link) {
  int failed = send(link, KAKURE_CFG, e->program);
  return failed ? failed : send(link, KAKURE_CFG, e->taps);
}

int kakure_keep(const struct kakure_engine *e, const struct kakure_link *link) {
  if (!e->kept) return 0;
  int failed = send(link, KAKURE_MSK, e->masks);
  return failed ? failed : send(link, KAKURE_RQC, e->constants);
}

int kakure_setup(const struct kakure_engine *e, const struct kakure_link *link) {
  int failed = kakure_program(e, link);
  return failed ? failed : kakure_keep(e, link);
}

static int best(const struct kakure_engine *e, const int32_t *sums) {
  unsigned best = 0;
  double most = 0;
  for (unsigned o = 0; o < e->classes; o++) {
    double logit = e->scale ? sums[o] * e->scale[o] + e->bias[o] : sums[o];
    if (o == 0 || logit > most) {
      most = logit;
      best = o;
    }
  }
  return (int)best;
}

static uint32_t little(const uint8_t *at, int bytes) {
  uint32_t value = 0;
  while (bytes-- > 0) value = value << 8 | at[bytes];
  return value;
}

/* Report 0 of descriptor n: 0 if it is the one that is due and ended well. */
static int judge(const struct kakure_engine *e, unsigned n, uint32_t report) {
  unsigned error = report >> 16 & 15, op = report >> 28;
  unsigned due = n == 0 ? OP_LOAD : n <= e->layers ? OP_LAYER : OP_END;
  if (error) return KAKURE_ENGINE - (int)error;
  return op == due ? 0 : KAKURE_ORDER;
}

/* Takes a word of out. Returns 0, or an error; n counts the descriptors that were reported. */
static int heard(const struct kakure_engine *e, const uint8_t *word, unsigned *n, int32_t *sums) {
  uint32_t data = little(word + at_data(e), 4);
  unsigned kind = word[AT_KIND], row = little(word + AT_ROW, 2), channel = little(word + AT_CHANNEL, 2);
  if (kind == KIND_SUMS && *n == e->layers && row == 0) {
    if (channel >= e->classes) return KAKURE_ROOM;
    sums[channel] = (int32_t)data;
  }
  if (kind == KIND_REPORT) {
    int failed = row == 0 ? judge(e, *n, data) : 0;
    if (failed) return failed;
    if (row == LAST_REPORT) ++*n;
  }
  return 0;
}

int kakure_classify(const struct kakure_engine *e, const struct kakure_link *link, const struct kakure_words *image, uint8_t *word, int32_t *sums) {
  /* The engine would wait for a word too few, and keep one too many for the next image. */
  if (image->count != kakure_img_words(e) || image->word != kakure_img_bytes(e)) return KAKURE_ROOM;
  return kakure_exchange(e, link, image, word, sums);
}

int kakure_exchange(const struct kakure_engine *e, const struct kakure_link *link, const struct kakure_words *image, uint8_t *word, int32_t *sums) {
  struct kakure_words left[KAKURE_STREAMS];
  left[KAKURE_CFG] = e->start;
  left[KAKURE_IMG] = *image;
  left[KAKURE_MSK] = e->masks;
  left[KAKURE_RQC] = e->constants;
  if (e->kept) left[KAKURE_MSK].count = left[KAKURE_RQC].count = 0;
  unsigned n = 0;
  /* All streams by turns: the engine takes nothing for long while its answer is not taken. */
  for (unsigned long polls = 0; n < e->layers + 2; polls++) {
    for (int s = 0; s < KAKURE_STREAMS; s++) {
      int went = offer(link, (enum kakure_stream)s, &left[s]);
      if (went < 0) return went;
      if (went) polls = 0;
    }
    int came = link->take(link->of, word);
    if (came < 0) return KAKURE_LINK;
    if (came) {
      int failed = heard(e, word, &n, sums);
      if (failed) return failed;
      polls = 0;
    }
    if (polls > link->patience) return KAKURE_SILENT;
  }
  for (int s = 0; s < KAKURE_STREAMS; s++) {
    if (left[s].count > 0) return KAKURE_ORDER;
  }
  return best(e, sums);
}
