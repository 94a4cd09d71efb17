/* SPDX-License-Identifier: Apache-2.0 */
#include "kakure_bus.h"
#include "kakure_bus_regs.h"

enum { WORD = 4 }; /* bytes of a register */

int kakure_bus_get(struct kakure_bus *bus, uint32_t offset, uint32_t *value) {
  if (bus->port.read(bus->port.of, offset, value) > 0) return 1;
  return bus->error = KAKURE_BUS_FAULT;
}

int kakure_bus_put(struct kakure_bus *bus, uint32_t offset, uint32_t value) {
  if (bus->port.write(bus->port.of, offset, value) > 0) return 1;
  return bus->error = KAKURE_BUS_FAULT;
}

int kakure_bus_status(struct kakure_bus *bus, uint32_t *value) {
  uint32_t code;
  int got = kakure_bus_get(bus, KAKURE_BUS_STATUS, value);
  if (got < 0 || !(*value & KAKURE_BUS_STATUS_FAILED_MASK)) return got;
  if ((got = kakure_bus_get(bus, KAKURE_BUS_ERROR, &code)) < 0) return got;
  return bus->error = KAKURE_BUS_ORDER + 1 - (int)(code & KAKURE_BUS_ERROR_CODE_MASK);
}

#ifdef KAKURE_BUS_POP
static uint32_t little(const uint8_t *bytes, size_t count) {
  uint32_t value = 0;
  for (size_t i = 0; i < WORD && i < count; i++) value |= (uint32_t)bytes[i] << 8 * i;
  return value;
}

/* The words of a transaction by the stream's registers, as far as there is room. */
static int push(struct kakure_bus *bus, enum kakure_stream s, const uint8_t *bytes) {
  while (bus->at[s] < bus->words[s]) {
    uint32_t now;
    size_t from = (size_t)bus->at[s] * WORD;
    int last = bus->at[s] + 1 == bus->words[s] && bus->left[s] == 1;
    int got = kakure_bus_status(bus, &now);
    if (got < 0) return got;
    if (!(now >> (KAKURE_BUS_STATUS_ROOM_LSB + s) & 1)) return 0;
    got = kakure_bus_put(bus, (last ? KAKURE_BUS_END_CFG : KAKURE_BUS_PUSH_CFG) + WORD * (uint32_t)s, little(bytes + from, bus->bytes[s] - from));
    if (got < 0) return got;
    bus->at[s]++;
  }
  bus->at[s] = 0;
  return 1;
}
#else
/* These registers are not there: words have streams of their own. */
static int push(struct kakure_bus *bus, enum kakure_stream s, const uint8_t *bytes) {
  (void)s, (void)bytes;
  return bus->error = KAKURE_BUS_OTHER;
}
#endif

static int offer(void *of, enum kakure_stream s, const uint8_t *bytes) {
  struct kakure_bus *bus = of;
  int taken;
  if (bus->port.send) taken = bus->port.send(bus->port.of, s, bytes, bus->bytes[s], bus->words[s] * bus->bus_bytes, bus->left[s] == 1);
  else taken = push(bus, s, bytes);
  if (taken > 0) bus->left[s]--;
  return taken;
}

/* Nothing came: is anything wrong, and may the host sleep? Not while words are left: room for them interrupts nobody. */
static int rest(struct kakure_bus *bus) {
  uint32_t now;
  int got = kakure_bus_status(bus, &now);
  if (got < 0) return got;
  for (int s = 0; s < KAKURE_STREAMS; s++) if (bus->left[s]) return 0;
  if (bus->port.wait) got = bus->port.wait(bus->port.of);
  return got < 0 ? got : 0;
}

#ifdef KAKURE_BUS_POP
static int pop(struct kakure_bus *bus, uint8_t *word) {
  while (bus->out_at < bus->out_words) {
    uint32_t now, value;
    size_t from = (size_t)bus->out_at * WORD;
    int got = kakure_bus_status(bus, &now);
    if (got < 0) return got;
    if (!(now & KAKURE_BUS_STATUS_ANSWER_MASK)) return 0;
    if ((got = kakure_bus_get(bus, KAKURE_BUS_POP, &value)) < 0) return got;
    for (size_t i = 0; i < WORD && from + i < bus->out_bytes; i++) word[from + i] = (uint8_t)(value >> 8 * i);
    bus->out_at++;
  }
  bus->out_at = 0;
  return 1;
}
#else
static int pop(struct kakure_bus *bus, uint8_t *word) {
  (void)word;
  return bus->error = KAKURE_BUS_OTHER;
}
#endif

static int take(void *of, uint8_t *word) {
  struct kakure_bus *bus = of;
  int came = bus->port.take ? bus->port.take(bus->port.of, word, bus->out_bytes, bus->out_words * bus->bus_bytes) : pop(bus, word);
  return came ? came : rest(bus);
}

static int fits(const struct kakure_bus *bus) {
  for (int s = 0; s < KAKURE_STREAMS; s++) {
    if (bus->words[s] != (bus->bytes[s] + bus->bus_bytes - 1) / bus->bus_bytes) return 0;
  }
  return bus->out_words == (bus->out_bytes + bus->bus_bytes - 1) / bus->bus_bytes;
}

int kakure_bus_open(struct kakure_bus *bus, const struct kakure_bus_port *port, const struct kakure_engine *e, unsigned long patience) {
  static const struct kakure_bus none;
  uint32_t id, first, second, third;
  *bus = none;
  bus->port = *port;
  bus->link.offer = offer;
  bus->link.take = take;
  bus->link.of = bus;
  bus->link.patience = patience;
  if (kakure_bus_get(bus, KAKURE_BUS_ID, &id) < 0 || kakure_bus_get(bus, KAKURE_BUS_SHAPE_CFG_IMG, &first) < 0 || kakure_bus_get(bus, KAKURE_BUS_SHAPE_MSK_RQC, &second) < 0 || kakure_bus_get(bus, KAKURE_BUS_SHAPE_OUT, &third) < 0) return bus->error;
  if (id != KAKURE_BUS_ID_RESET) return KAKURE_BUS_OTHER;
  bus->words[KAKURE_CFG] = first & 0xffff;
  bus->words[KAKURE_IMG] = first >> 16;
  bus->words[KAKURE_MSK] = second & 0xffff;
  bus->words[KAKURE_RQC] = second >> 16;
  bus->out_words = third & 0xffff;
  bus->bus_bytes = (third >> 16) / 8;
  bus->bytes[KAKURE_CFG] = e->program.word;
  bus->bytes[KAKURE_IMG] = kakure_img_bytes(e);
  bus->bytes[KAKURE_MSK] = e->masks.word;
  bus->bytes[KAKURE_RQC] = e->constants.word;
  bus->out_bytes = kakure_out_bytes(e);
  if (bus->bus_bytes == 0 || !fits(bus)) return KAKURE_BUS_OTHER;
  return 0;
}

#ifdef KAKURE_BUS_MOVER
/* What memory was asked before a reset is waited for: it is the host's again only then. */
static int still(struct kakure_bus *bus) {
  for (unsigned long polls = 0; polls <= bus->link.patience; polls++) {
    uint32_t now;
    int got = kakure_bus_get(bus, KAKURE_BUS_MOVER, &now);
    if (got < 0) return got;
    if (!(now & KAKURE_BUS_MOVER_MOVING_MASK)) return 0;
  }
  return bus->error = KAKURE_SILENT;
}
#else
static int still(struct kakure_bus *bus) {
  (void)bus;
  return 0;
}
#endif

int kakure_bus_reset(struct kakure_bus *bus) {
  bus->error = 0;
  bus->out_at = 0;
  for (int s = 0; s < KAKURE_STREAMS; s++) bus->left[s] = bus->at[s] = 0;
  if (kakure_bus_put(bus, KAKURE_BUS_CONTROL, KAKURE_BUS_CONTROL_RESET_MASK) < 0) return bus->error;
  if (still(bus) < 0) return bus->error;
  if (bus->port.flush && bus->port.flush(bus->port.of) < 0) return bus->error = KAKURE_LINK; /* while nothing follows, and what comes is dropped */
  if (kakure_bus_put(bus, KAKURE_BUS_CONTROL, 0) < 0) return bus->error;
  return 0;
}

/* What the link says, or why it failed. */
static int outcome(const struct kakure_bus *bus, int result) {
  return result == KAKURE_LINK && bus->error ? bus->error : result;
}

/* A stream of its own may hold the words back: what comes behind them by another stream must not be there first. */
int kakure_bus_opened(struct kakure_bus *bus) {
  for (unsigned long polls = 0; polls <= bus->link.patience; polls++) {
    uint32_t now;
    int got = kakure_bus_status(bus, &now);
    if (got < 0) return got;
    if (now & KAKURE_BUS_STATUS_OPEN_MASK) return 0;
  }
  return KAKURE_SILENT;
}

int kakure_bus_setup(struct kakure_bus *bus, const struct kakure_engine *e) {
  int failed = kakure_bus_reset(bus);
  if (failed) return failed;
  if (kakure_bus_put(bus, KAKURE_BUS_LENGTH_IMG, (uint32_t)kakure_img_words(e)) < 0) return bus->error;
  if (kakure_bus_put(bus, KAKURE_BUS_IRQ_ENABLE, bus->port.wait ? KAKURE_BUS_IRQ_ENABLE_ANSWER_MASK | KAKURE_BUS_IRQ_ENABLE_FAILED_MASK | KAKURE_BUS_IRQ_ENABLE_HALTED_MASK : 0) < 0) return bus->error;
  bus->left[KAKURE_CFG] = e->program.count + e->taps.count;
  failed = outcome(bus, kakure_program(e, &bus->link));
  if (!failed) failed = kakure_bus_opened(bus);
  if (failed || !e->kept) return failed;
  bus->left[KAKURE_MSK] = e->masks.count;
  bus->left[KAKURE_RQC] = e->constants.count;
  return outcome(bus, kakure_keep(e, &bus->link));
}

int kakure_bus_classify(struct kakure_bus *bus, const struct kakure_engine *e, const struct kakure_words *image, uint8_t *word, int32_t *sums) {
  bus->left[KAKURE_CFG] = e->start.count;
  bus->left[KAKURE_IMG] = image->count;
  bus->left[KAKURE_MSK] = e->kept ? 0 : e->masks.count;
  bus->left[KAKURE_RQC] = e->kept ? 0 : e->constants.count;
  return outcome(bus, kakure_exchange(e, &bus->link, image, word, sums));
}

int kakure_bus_cycles(struct kakure_bus *bus, uint32_t *cycles) {
  return kakure_bus_get(bus, KAKURE_BUS_CYCLES, cycles) < 0 ? bus->error : 0;
}
