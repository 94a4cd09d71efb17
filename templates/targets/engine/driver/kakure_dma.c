/* SPDX-License-Identifier: Apache-2.0 */
#include "kakure_dma.h"
#include "kakure_bus_regs.h"
#include "kakure_descriptor.h"

/* An image's descriptors: answer, start and pixels, and masks and constants where they are not kept. */
enum { IMAGE_DESCRIPTORS = 5, KEPT_DESCRIPTORS = 3 };

static size_t aligned(size_t bytes) {
  return (bytes + KAKURE_DMA_SLOT - 1) / KAKURE_DMA_SLOT * KAKURE_DMA_SLOT;
}

/* Bytes in memory of so many transactions. */
static size_t filled(const struct kakure_bus *bus, enum kakure_stream s, size_t count) {
  return count * bus->words[s] * bus->bus_bytes;
}

/* The next part of so many bytes. */
static struct kakure_part part(size_t *used, size_t size) {
  struct kakure_part p = {*used, size};
  *used += aligned(size);
  return p;
}

/* Shares memory out; the image is last, and takes what is left. Returns what is needed. */
static size_t share(struct kakure_dma *dma, const struct kakure_bus *bus, const struct kakure_engine *e, size_t answers) {
  size_t used = (size_t)KAKURE_DMA_SLOTS * KAKURE_DMA_SLOT;
  dma->program = part(&used, filled(bus, KAKURE_CFG, e->program.count));
  dma->taps = part(&used, filled(bus, KAKURE_CFG, e->taps.count));
  dma->start = part(&used, filled(bus, KAKURE_CFG, e->start.count));
  dma->masks = part(&used, filled(bus, KAKURE_MSK, e->masks.count));
  dma->constants = part(&used, filled(bus, KAKURE_RQC, e->constants.count));
  dma->answer = part(&used, answers * bus->out_words * bus->bus_bytes);
  dma->image = part(&used, filled(bus, KAKURE_IMG, kakure_img_words(e)));
  return used;
}

size_t kakure_dma_room(const struct kakure_bus *bus, const struct kakure_engine *e, size_t answers) {
  struct kakure_dma dma;
  return share(&dma, bus, e, answers);
}

static int publish(struct kakure_dma *dma, size_t at, size_t count) {
  return dma->memory.publish && dma->memory.publish(dma->memory.of, at, count) < 0 ? KAKURE_LINK : 0;
}

int kakure_dma_lay(struct kakure_dma *dma, struct kakure_part part, enum kakure_stream stream, const struct kakure_words *words) {
  size_t stride = filled(dma->bus, stream, 1), count = words->count * stride;
  uint8_t *to = dma->memory.bytes + part.at;
  if (words->word > stride || count > part.size) return KAKURE_ROOM;
  for (size_t i = 0; i < words->count; i++) {
    for (size_t b = 0; b < stride; b++) to[i * stride + b] = b < words->word ? words->bytes[i * words->word + b] : 0;
  }
  return publish(dma, part.at, count);
}

int kakure_dma_open(struct kakure_dma *dma, struct kakure_bus *bus, const struct kakure_memory *memory, const struct kakure_engine *e, size_t answers) {
  int failed;
  dma->bus = bus;
  dma->memory = *memory;
  dma->stream = 0;
  dma->images = 0;
  dma->kept = e->kept;
  if (share(dma, bus, e, answers) > memory->size || memory->address % KAKURE_DMA_SLOT) return KAKURE_ROOM;
  dma->image.size = memory->size - dma->image.at;
  if ((failed = kakure_dma_lay(dma, dma->program, KAKURE_CFG, &e->program))) return failed;
  if ((failed = kakure_dma_lay(dma, dma->taps, KAKURE_CFG, &e->taps))) return failed;
  if ((failed = kakure_dma_lay(dma, dma->start, KAKURE_CFG, &e->start))) return failed;
  if ((failed = kakure_dma_lay(dma, dma->masks, KAKURE_MSK, &e->masks))) return failed;
  if ((failed = kakure_dma_lay(dma, dma->constants, KAKURE_RQC, &e->constants))) return failed;
  /* Whatever the host wrote there before: no line of a cache may be written back over an answer. From here on it reads there only. */
  return publish(dma, dma->answer.at, dma->answer.size);
}

/* A field of a descriptor whose bytes are 0 there; fields begin within a byte, or end within it. */
static void field(uint8_t *descriptor, unsigned lsb, unsigned bits, uint64_t value) {
  descriptor[lsb / 8] |= (uint8_t)(value << lsb % 8);
  for (unsigned done = 8 - lsb % 8; done < bits; done += 8) descriptor[(lsb + done) / 8] |= (uint8_t)(value >> done);
}

static uint64_t slot_address(const struct kakure_dma *dma, unsigned slot) {
  return dma->memory.address + (uint64_t)slot * KAKURE_DMA_SLOT;
}

int kakure_dma_describe(struct kakure_dma *dma, unsigned slot, unsigned next, unsigned stream, uint64_t address, uint32_t length, int interrupt) {
  size_t at = (size_t)slot * KAKURE_DMA_SLOT;
  uint8_t *to = dma->memory.bytes + at;
  if (slot >= KAKURE_DMA_SLOTS || next >= KAKURE_DMA_SLOTS) return KAKURE_ROOM;
  for (size_t i = 0; i < KAKURE_DMA_SLOT; i++) to[i] = 0;
  field(to, KAKURE_DESCRIPTOR_NEXT_LSB, KAKURE_DESCRIPTOR_NEXT_BITS, slot_address(dma, next));
  field(to, KAKURE_DESCRIPTOR_ADDRESS_LSB, KAKURE_DESCRIPTOR_ADDRESS_BITS, address);
  field(to, KAKURE_DESCRIPTOR_LENGTH_LSB, KAKURE_DESCRIPTOR_LENGTH_BITS, length);
  field(to, KAKURE_DESCRIPTOR_STREAM_LSB, KAKURE_DESCRIPTOR_STREAM_BITS, stream);
  field(to, KAKURE_DESCRIPTOR_LAST_LSB, KAKURE_DESCRIPTOR_LAST_BITS, 1);
  field(to, KAKURE_DESCRIPTOR_INTERRUPT_LSB, KAKURE_DESCRIPTOR_INTERRUPT_BITS, interrupt != 0);
  return publish(dma, at, KAKURE_DMA_SLOT);
}

static int describe(struct kakure_dma *dma, unsigned slot, unsigned next, unsigned stream, struct kakure_part p, int interrupt) {
  return kakure_dma_describe(dma, slot, next, stream, dma->memory.address + p.at, (uint32_t)p.size, interrupt);
}

int kakure_dma_start(struct kakure_dma *dma, unsigned count) {
  struct kakure_bus *bus = dma->bus;
  uint64_t first = slot_address(dma, 0);
  uint32_t images;
  if (kakure_bus_get(bus, KAKURE_BUS_IMAGES, &images) < 0) return bus->error;
  if (kakure_bus_put(bus, KAKURE_BUS_FIRST_LOW, (uint32_t)first) < 0 || kakure_bus_put(bus, KAKURE_BUS_FIRST_HIGH, (uint32_t)(first >> 32)) < 0) return bus->error;
  if (kakure_bus_put(bus, KAKURE_BUS_START, count) < 0) return bus->error;
  dma->images = images; /* of a chain that is refused, those of the one that is moved stay */
  return 0;
}

int kakure_dma_more(struct kakure_dma *dma, unsigned count) {
  return kakure_bus_put(dma->bus, KAKURE_BUS_MORE, count) < 0 ? dma->bus->error : 0;
}

static int stopped(struct kakure_dma *dma) {
  uint32_t error;
  if (kakure_bus_get(dma->bus, KAKURE_BUS_MOVER_ERROR, &error) < 0) return dma->bus->error;
  dma->stream = (error & KAKURE_BUS_MOVER_ERROR_STREAM_MASK) >> KAKURE_BUS_MOVER_ERROR_STREAM_LSB;
  return KAKURE_DMA_READ + 1 - (int)(error & KAKURE_BUS_MOVER_ERROR_CODE_MASK);
}

/* 1 and no longer pending: a descriptor that interrupts was done, or several; 0: none; or an error. */
static int moved(struct kakure_dma *dma) {
  struct kakure_bus *bus = dma->bus;
  uint32_t now;
  if (kakure_bus_status(bus, &now) < 0 || kakure_bus_get(bus, KAKURE_BUS_MOVER_PENDING, &now) < 0) return bus->error;
  if (now & KAKURE_BUS_MOVER_PENDING_STOPPED_MASK) return stopped(dma);
  if (!(now & KAKURE_BUS_MOVER_PENDING_MOVED_MASK)) return 0;
  return kakure_bus_put(bus, KAKURE_BUS_MOVER_PENDING, KAKURE_BUS_MOVER_PENDING_MOVED_MASK) < 0 ? bus->error : 1;
}

int kakure_dma_wait(struct kakure_dma *dma) {
  struct kakure_bus *bus = dma->bus;
  for (unsigned long polls = 0; polls <= bus->link.patience; polls++) {
    int now = moved(dma);
    if (now) return now < 0 ? now : 0;
    if (bus->port.wait && bus->port.wait(bus->port.of) < 0) return KAKURE_LINK;
  }
  return KAKURE_SILENT;
}

int kakure_dma_images(struct kakure_dma *dma, uint32_t count) {
  struct kakure_bus *bus = dma->bus;
  for (unsigned long polls = 0; polls <= bus->link.patience; polls++) {
    uint32_t images;
    int now = moved(dma); /* cleared before images are counted: an answer behind that sets it again */
    if (now < 0) return now;
    if (kakure_bus_get(bus, KAKURE_BUS_IMAGES, &images) < 0) return bus->error;
    if (images - dma->images >= count) {
      now = moved(dma); /* of one that came between: nobody waits for it any more */
      return now < 0 ? now : 0;
    }
    if (bus->port.wait && bus->port.wait(bus->port.of) < 0) return KAKURE_LINK;
  }
  return KAKURE_SILENT;
}

/* A chain of one descriptor, until its words were read. */
static int moved_alone(struct kakure_dma *dma, unsigned stream, struct kakure_part p) {
  int failed = describe(dma, 0, 0, stream, p, 1);
  if (!failed) failed = kakure_dma_start(dma, 1);
  return failed ? failed : kakure_dma_wait(dma);
}

int kakure_dma_setup(struct kakure_dma *dma, const struct kakure_engine *e) {
  struct kakure_bus *bus = dma->bus;
  int failed = kakure_bus_reset(bus), sleeps = bus->port.wait != NULL;
  if (failed) return failed;
  if (kakure_bus_put(bus, KAKURE_BUS_LENGTH_IMG, (uint32_t)kakure_img_words(e)) < 0) return bus->error;
  if (kakure_bus_put(bus, KAKURE_BUS_IRQ_ENABLE, sleeps ? KAKURE_BUS_IRQ_ENABLE_FAILED_MASK : 0) < 0) return bus->error;
  if (kakure_bus_put(bus, KAKURE_BUS_MOVER_ENABLE, sleeps ? KAKURE_BUS_MOVER_ENABLE_MOVED_MASK | KAKURE_BUS_MOVER_ENABLE_STOPPED_MASK : 0) < 0) return bus->error;
  if ((failed = describe(dma, 0, 1, KAKURE_CFG, dma->program, e->taps.count == 0))) return failed;
  if (e->taps.count && (failed = describe(dma, 1, 0, KAKURE_CFG, dma->taps, 1))) return failed;
  if ((failed = kakure_dma_start(dma, e->taps.count ? 2 : 1))) return failed;
  failed = kakure_dma_wait(dma);
  if (!failed) failed = kakure_bus_opened(bus);
  if (failed || !e->kept) return failed;
  failed = moved_alone(dma, KAKURE_MSK, dma->masks);
  return failed ? failed : moved_alone(dma, KAKURE_RQC, dma->constants);
}

int kakure_dma_image(struct kakure_dma *dma, const struct kakure_words *image) {
  struct kakure_part words = {dma->image.at, filled(dma->bus, KAKURE_IMG, image->count)};
  int failed = kakure_dma_lay(dma, dma->image, KAKURE_IMG, image);
  if (failed) return failed;
  /* The answer first: an engine whose answer nobody takes stops. */
  if ((failed = describe(dma, 0, 1, KAKURE_ANSWER, dma->answer, 1))) return failed;
  if ((failed = describe(dma, 1, 2, KAKURE_CFG, dma->start, 0))) return failed;
  if ((failed = describe(dma, 2, dma->kept ? 0 : 3, KAKURE_IMG, words, 0)) || dma->kept) return failed;
  if ((failed = describe(dma, 3, 4, KAKURE_MSK, dma->masks, 0))) return failed;
  return describe(dma, 4, 0, KAKURE_RQC, dma->constants, 0);
}

/* All is in memory already: taken at once. */
static int offer(void *of, enum kakure_stream s, const uint8_t *bytes) {
  (void)s, (void)bytes;
  ((struct kakure_dma *)of)->offered--;
  return 1;
}

static int take(void *of, uint8_t *word) {
  struct kakure_dma *dma = of;
  const struct kakure_bus *bus = dma->bus;
  if (dma->offered) return 0;
  if (dma->read + bus->out_bytes > dma->answer.size) return KAKURE_LINK;
  for (size_t i = 0; i < bus->out_bytes; i++) word[i] = dma->memory.bytes[dma->answer.at + dma->read + i];
  dma->read += bus->out_words * bus->bus_bytes;
  return 1;
}

int kakure_dma_answer(struct kakure_dma *dma, const struct kakure_engine *e, const struct kakure_words *image, uint8_t *word, int32_t *sums) {
  struct kakure_link link = dma->bus->link;
  if (dma->memory.renew && dma->memory.renew(dma->memory.of, dma->answer.at, dma->answer.size) < 0) return KAKURE_LINK;
  dma->offered = e->start.count + image->count + (e->kept ? 0 : e->masks.count + e->constants.count);
  dma->read = 0;
  link.offer = offer;
  link.take = take;
  link.of = dma;
  return kakure_exchange(e, &link, image, word, sums);
}

int kakure_dma_classify(struct kakure_dma *dma, const struct kakure_engine *e, const struct kakure_words *image, uint8_t *word, int32_t *sums) {
  int failed = kakure_dma_image(dma, image);
  if (!failed) failed = kakure_dma_start(dma, e->kept ? KEPT_DESCRIPTORS : IMAGE_DESCRIPTORS);
  if (!failed) failed = kakure_dma_wait(dma);
  return failed ? failed : kakure_dma_answer(dma, e, image, word, sums);
}
