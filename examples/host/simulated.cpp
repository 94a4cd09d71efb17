// SPDX-License-Identifier: Apache-2.0
// classify.c with an engine that Verilator simulates: how its two functions are given. A register in front of each stream, a clock cycle for each look at out.
// usage: simulated HOST PICTURE...
// HOST is the folder of the streams, a PICTURE a file of its bytes, channel by channel. What goes wrong may be tried: "damaged" sends masks with a wrong bit, "cut" masks without their last word, "short" and "long" an image of a word too few and
// too many, "sums" sends the program whose last layer alone answers from there on. After an error comes a reset.
#include "Vengine.h"
#include "classify.h"
#include "verilated.h"
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

extern "C" const kakure_engine* const simulated_network;  // network.c

namespace {
using Bytes = std::vector<uint8_t>;

Bytes read(const std::string& name) {
  std::ifstream file(name, std::ios::binary);
  if (!file) {
    std::fprintf(stderr, "%s cannot be read\n", name.c_str());
    std::exit(2);
  }
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

// A port of any width from little-endian bytes, and back: Verilator keeps words of 32 bits, the lowest first.
template <typename Port> void set(Port& port, const uint8_t* bytes, size_t n) { std::memcpy(&port, bytes, n); }
template <typename Port> void get(const Port& port, uint8_t* bytes, size_t n) { std::memcpy(bytes, &port, n); }

struct Board {
  Vengine rtl;
  size_t pixels = 0, data = 0, bytes[KAKURE_STREAMS] = {};  // of a word of each stream
  Bytes slot[KAKURE_STREAMS];

  void edge() {
    rtl.clk_i = 1;
    rtl.eval();
    rtl.clk_i = 0;
    rtl.eval();
  }

  void reset() {
    for (auto& s : slot) s.clear();
    rtl.clk_i = 0;
    rtl.cfg_valid_i = rtl.img_valid_i = rtl.msk_valid_i = rtl.rqc_valid_i = 0;
    rtl.out_ready_i = 1;
    rtl.rst_ni = 0;
    rtl.eval();
    edge();
    edge();
    rtl.rst_ni = 1;
    rtl.eval();
  }

  // One clock cycle. Returns 1 if it brought a word of out, which goes to word if that is not null.
  int cycle(uint8_t* word) {
    rtl.cfg_valid_i = !slot[KAKURE_CFG].empty();
    rtl.img_valid_i = !slot[KAKURE_IMG].empty();
    rtl.msk_valid_i = !slot[KAKURE_MSK].empty();
    rtl.rqc_valid_i = !slot[KAKURE_RQC].empty();
    if (rtl.cfg_valid_i) set(rtl.cfg_addr_i, &slot[KAKURE_CFG][0], 2), set(rtl.cfg_data_i, &slot[KAKURE_CFG][2], 8);
    if (rtl.img_valid_i) set(rtl.img_data_i, &slot[KAKURE_IMG][0], bytes[KAKURE_IMG]);
    if (rtl.msk_valid_i) set(rtl.msk_last_i, &slot[KAKURE_MSK][0], 1), set(rtl.msk_data_i, &slot[KAKURE_MSK][1], 8);
    if (rtl.rqc_valid_i) set(rtl.rqc_data_i, &slot[KAKURE_RQC][0], bytes[KAKURE_RQC]);
    rtl.out_ready_i = word != nullptr;
    rtl.eval();
    if (rtl.cfg_ready_o) slot[KAKURE_CFG].clear();
    if (rtl.img_ready_o) slot[KAKURE_IMG].clear();
    if (rtl.msk_ready_o) slot[KAKURE_MSK].clear();
    if (rtl.rqc_ready_o) slot[KAKURE_RQC].clear();
    const int came = word != nullptr && rtl.out_valid_o;
    if (came) {
      const size_t keep = (pixels + 7) / 8;
      get(rtl.out_kind_o, word, 1), get(rtl.out_row_o, word + 1, 2), get(rtl.out_channel_o, word + 3, 2), get(rtl.out_keep_o, word + 5, keep), get(rtl.out_data_o, word + 5 + keep, data);
    }
    edge();
    return came;
  }
};

int offer(void* of, enum kakure_stream stream, const uint8_t* word) {
  auto& board = *static_cast<Board*>(of);
  if (!board.slot[stream].empty()) {
    board.cycle(nullptr);  // or set-up, which takes no answer, would wait for ever
    if (!board.slot[stream].empty()) return 0;
  }
  board.slot[stream].assign(word, word + board.bytes[stream]);
  return 1;
}

int take(void* of, uint8_t* word) { return static_cast<Board*>(of)->cycle(word); }

// Points words at what a file holds, which must be as many.
void hold(kakure_words& words, const Bytes& bytes) {
  if (bytes.size() != words.count * words.word) {
    std::fprintf(stderr, "%zu bytes where %zu words of %zu are\n", bytes.size(), words.count, words.word);
    std::exit(2);
  }
  words.bytes = bytes.data();
}
}  // namespace

double sc_time_stamp() { return 0; }

int main(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "usage: see the head of simulated.cpp\n"), 2;
  const std::string host = std::string(argv[1]) + "/";
  kakure_engine e = *simulated_network;
  const Bytes program = read(host + "program.bin"), sums_program = read(host + "program_sums.bin"), taps = read(host + "taps.bin"), start = read(host + "start.bin"), constants = read(host + "constants.bin");
  Bytes masks = read(host + "masks.bin");
  hold(e.program, program), hold(e.taps, taps), hold(e.start, start), hold(e.masks, masks), hold(e.constants, constants);

  Board board;
  board.pixels = e.pixels, board.data = kakure_out_bytes(&e) - 5 - (e.pixels + 7) / 8;
  board.bytes[KAKURE_CFG] = e.program.word, board.bytes[KAKURE_IMG] = kakure_img_bytes(&e), board.bytes[KAKURE_MSK] = e.masks.word, board.bytes[KAKURE_RQC] = e.constants.word;
  const kakure_link link = {offer, take, &board, 100000};
  const size_t size = kakure_picture_bytes(&e);
  Bytes word(kakure_out_bytes(&e)), image(kakure_img_bytes(&e) * (kakure_img_words(&e) + 1));
  std::vector<int32_t> sums(e.classes);
  bool ready = false;
  for (int i = 2; i < argc; i++) {
    const std::string step = argv[i];
    if (step == "sums") hold(e.program, sums_program), ready = false;
    if (!ready) {
      board.reset();
      if (int failed = kakure_setup(&e, &link)) return std::printf("error %d\n", failed), 1;
      ready = true;
    }
    if (step == "sums") continue;
    const int longer = step == "long" ? 1 : step == "short" ? -1 : 0;
    const bool damaged = step == "damaged", cut = step == "cut", wrong = damaged || cut || longer != 0;
    const Bytes picture = wrong ? Bytes(size) : read(step);
    if (picture.size() != size) return std::printf("%s has %zu bytes, a picture %zu\n", argv[i], picture.size(), size), 2;
    if (damaged) masks[5] ^= 1;  // the check sum of the first layer
    if (cut) e.masks.count--;
    if (e.kept && (damaged || cut)) {  // masks go in with the program
      board.reset();
      if (int failed = kakure_setup(&e, &link)) return std::printf("error %d\n", failed), 1;
    }
    const long count = kakure_pack(&e, picture.data(), image.data(), image.size());
    const kakure_words packed = {image.data(), static_cast<size_t>(count + longer), kakure_img_bytes(&e)};
    const int result = kakure_classify(&e, &link, &packed, word.data(), sums.data());
    if (damaged) masks[5] ^= 1;
    if (cut) e.masks.count++;
    if (result < 0) {
      std::printf("error %d\n", result);
      ready = false;
      continue;
    }
    std::printf("class %d:", result);
    for (auto s : sums) std::printf(" %d", s);
    std::printf("\n");
  }
  board.rtl.final();
  return 0;
}
