/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A network in plain C, one thread: what an inference of the same integers takes without hardware. "make bench-resnet" prints it beside the simulation.
 *
 * usage: network FILE RUNS RESULTS
 * FILE is what kakure.network.golden.PlainForm writes, in the order in which it is read here. Says the median over the runs of the processor time of an image, in seconds; RESULTS gets every value of every node, as
 * the golden model orders them, to be compared with it.
 *
 * Maps are kept with a pixel's channels side by side, so that the inner loop is a scalar product of 16-bit words, of which compilers make the processor's own instruction.
 */
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { LINEAR, MAX_POOL, AVERAGE_POOL, ADD, GATE };

struct map {
  int channels, height, width;
  int32_t *values; /* (y width + x) channels + c */
};

struct node {
  int kind, inputs[2], kernel_height, kernel_width, stride, pad_top, pad_left, pad_bottom, pad_right, requantised;
  int16_t *weights; /* (o taps + t) channels + c */
  int64_t *mul, *add, *shift, *residual_mul, *residual_shift, *threshold; /* one per channel */
  int16_t *padded; /* what a linear node reads, with its padding */
  struct map out;
};

static void fail(const char *what) {
  fprintf(stderr, "network: %s%s%s\n", what, errno ? ": " : "", errno ? strerror(errno) : "");
  exit(1);
}

static void *room(size_t count, size_t size) {
  void *p = calloc(count ? count : 1, size);
  if (!p) fail("out of memory");
  return p;
}

static void *array(FILE *f, size_t count, size_t size) {
  void *p = room(count, size);
  if (fread(p, size, count, f) != count) fail("the file ends too early");
  return p;
}

static int32_t number(FILE *f) {
  int32_t n;
  if (fread(&n, sizeof n, 1, f) != 1) fail("the file ends too early");
  return n;
}

static struct map sized(FILE *f) {
  struct map m;
  m.channels = number(f);
  m.height = number(f);
  m.width = number(f);
  m.values = room((size_t)m.channels * m.height * m.width, sizeof *m.values);
  return m;
}

static int32_t clamp(int64_t v) {
  return v < 0 ? 0 : v > 255 ? 255 : (int32_t)v;
}

/* y = clamp((acc mul + add + residual + half) >> shift), a shift that rounds down */
static int32_t requantise(const struct node *n, int c, int64_t acc, int64_t residual) {
  return clamp((acc * n->mul[c] + n->add[c] + residual + ((INT64_C(1) << n->shift[c]) >> 1)) >> n->shift[c]);
}

static void linear(struct node *n, const struct map *in) {
  const int channels = in->channels, taps = n->kernel_height * n->kernel_width, width = in->width + n->pad_left + n->pad_right;
  for (int y = 0; y < in->height; y++) {
    int16_t *to = n->padded + ((size_t)(y + n->pad_top) * width + n->pad_left) * channels;
    const int32_t *from = in->values + (size_t)y * in->width * channels;
    for (int i = 0; i < in->width * channels; i++) to[i] = (int16_t)from[i];
  }
  for (int y = 0; y < n->out.height; y++)
    for (int x = 0; x < n->out.width; x++) {
      int32_t *to = n->out.values + ((size_t)y * n->out.width + x) * n->out.channels;
      for (int o = 0; o < n->out.channels; o++) {
        int32_t acc = 0;
        for (int ky = 0; ky < n->kernel_height; ky++) {
          /* a kernel's row is one run of words: its taps lie side by side in the map as in the weights */
          const int16_t *restrict a = n->padded + ((size_t)(y * n->stride + ky) * width + x * n->stride) * channels;
          const int16_t *restrict w = n->weights + ((size_t)o * taps + (size_t)ky * n->kernel_width) * channels;
          for (int i = 0; i < n->kernel_width * channels; i++) acc += a[i] * w[i];
        }
        to[o] = n->requantised ? requantise(n, o, acc, 0) : acc;
      }
    }
}

static void pool(struct node *n, const struct map *in) {
  for (int y = 0; y < n->out.height; y++)
    for (int x = 0; x < n->out.width; x++)
      for (int c = 0; c < in->channels; c++) {
        int32_t all = 0; /* what lies outside is 0, and activations are 0 or more */
        for (int ky = 0; ky < n->kernel_height; ky++)
          for (int kx = 0; kx < n->kernel_width; kx++) {
            const int row = y * n->stride + ky - n->pad_top, column = x * n->stride + kx - n->pad_left;
            if (row < 0 || row >= in->height || column < 0 || column >= in->width) continue;
            const int32_t v = in->values[((size_t)row * in->width + column) * in->channels + c];
            if (n->kind == AVERAGE_POOL) all += v;
            else if (v > all) all = v;
          }
        n->out.values[((size_t)y * n->out.width + x) * in->channels + c] = n->requantised ? requantise(n, c, all, 0) : all;
      }
}

static void pixelwise(struct node *n, const struct map *a, const struct map *b) {
  const size_t pixels = (size_t)n->out.height * n->out.width;
  for (size_t p = 0; p < pixels; p++)
    for (int c = 0; c < n->out.channels; c++) {
      const size_t i = p * n->out.channels + c;
      n->out.values[i] = n->kind == GATE ? (b->values[c] > n->threshold[c] ? a->values[i] : 0) : requantise(n, c, a->values[i], (int64_t)((uint64_t)(b->values[i] * n->residual_mul[c]) << n->residual_shift[c]));
    }
}

static struct node read_node(FILE *f, const struct map *maps) {
  struct node n;
  memset(&n, 0, sizeof n);
  n.kind = number(f);
  n.inputs[0] = number(f);
  n.inputs[1] = number(f);
  n.kernel_height = number(f);
  n.kernel_width = number(f);
  n.stride = number(f);
  n.pad_top = number(f);
  n.pad_left = number(f);
  n.pad_bottom = number(f);
  n.pad_right = number(f);
  n.requantised = number(f);
  n.out = sized(f);
  const struct map *in = &maps[n.inputs[0]];
  const size_t channels = (size_t)n.out.channels;
  if (n.kind == LINEAR) {
    n.weights = array(f, channels * n.kernel_height * n.kernel_width * in->channels, sizeof *n.weights);
    n.padded = room((size_t)(in->height + n.pad_top + n.pad_bottom) * (in->width + n.pad_left + n.pad_right) * in->channels, sizeof *n.padded);
  }
  if (n.requantised) {
    n.mul = array(f, channels, sizeof *n.mul);
    n.add = array(f, channels, sizeof *n.add);
    n.shift = array(f, channels, sizeof *n.shift);
  }
  if (n.kind == ADD) {
    n.residual_mul = array(f, channels, sizeof *n.residual_mul);
    n.residual_shift = array(f, channels, sizeof *n.residual_shift);
  }
  if (n.kind == GATE) n.threshold = array(f, channels, sizeof *n.threshold);
  return n;
}

static void write_map(FILE *f, const struct map *m) {
  const int pixels = m->height * m->width;
  for (int c = 0; c < m->channels; c++)
    for (int p = 0; p < pixels; p++)
      if (fwrite(&m->values[(size_t)p * m->channels + c], sizeof *m->values, 1, f) != 1) fail("the results cannot be written");
}

static int ascending(const void *a, const void *b) {
  const double x = *(const double *)a, y = *(const double *)b;
  return (x > y) - (x < y);
}

static double processor_seconds(void) {
  struct timespec t;
  if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t)) fail("there is no clock of the processor");
  return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

int main(int argc, char **argv) {
  if (argc != 4 || atoi(argv[2]) < 1) fail("usage: network FILE RUNS RESULTS");
  const int runs = atoi(argv[2]);
  FILE *f = fopen(argv[1], "rb");
  if (!f) fail(argv[1]);
  const int count = number(f);
  struct map *maps = room((size_t)count + 1, sizeof *maps);
  struct node *nodes = room((size_t)count, sizeof *nodes);
  maps[0] = sized(f);
  uint8_t *image = array(f, (size_t)maps[0].channels * maps[0].height * maps[0].width, 1);
  const int pixels = maps[0].height * maps[0].width;
  for (int c = 0; c < maps[0].channels; c++)
    for (int p = 0; p < pixels; p++) maps[0].values[(size_t)p * maps[0].channels + c] = image[(size_t)c * pixels + p];
  for (int i = 0; i < count; i++) {
    nodes[i] = read_node(f, maps);
    maps[i + 1] = nodes[i].out;
  }
  if (fgetc(f) != EOF) fail("the file has more than is read");
  fclose(f);

  double *seconds = room((size_t)runs, sizeof *seconds);
  for (int r = 0; r < runs; r++) {
    const double began = processor_seconds();
    for (int i = 0; i < count; i++) {
      struct node *n = &nodes[i];
      if (n->kind == LINEAR) linear(n, &maps[n->inputs[0]]);
      else if (n->kind == MAX_POOL || n->kind == AVERAGE_POOL) pool(n, &maps[n->inputs[0]]);
      else pixelwise(n, &maps[n->inputs[0]], &maps[n->inputs[1]]);
    }
    seconds[r] = processor_seconds() - began;
  }
  qsort(seconds, (size_t)runs, sizeof *seconds, ascending);

  f = fopen(argv[3], "wb");
  if (!f) fail(argv[3]);
  for (int i = 1; i <= count; i++) write_map(f, &maps[i]);
  if (fclose(f)) fail("the results cannot be written");
  printf("%.6f\n", seconds[runs / 2]);
  return 0;
}
