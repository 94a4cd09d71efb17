// SPDX-License-Identifier: Apache-2.0
// kakure_serial.c with a board that Verilator simulates: bytes to rx and from tx, a clock cycle for each look at tx.
// usage: serial SERIAL PICTURE...
// SERIAL is the folder of that name that 'kakure flow' wrote, a PICTURE a file of its bytes, channel by channel; "same" is the picture of image.bin as it is; "sums" sends the program whose last layer alone answers from there on,
// "cut" an image without its last byte. After an error comes a reset.
#include "Vboard.h"
#include "kakure_network.h"
#include "kakure_serial.h"
#include "verilated.h"
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

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

struct Board {
  Vboard rtl;

  void edge() {
    rtl.clk_i = 1;
    rtl.eval();
    rtl.clk_i = 0;
    rtl.eval();
  }

  void reset() {
    rtl.clk_i = rtl.rst_ni = rtl.rx_valid_i = rtl.tx_ready_i = 0;
    rtl.eval();
    edge();
    edge();
    rtl.rst_ni = 1;
    rtl.eval();
  }
};

int offer(void* of, uint8_t byte) {
  auto& rtl = static_cast<Board*>(of)->rtl;
  rtl.rx_valid_i = 1, rtl.rx_data_i = byte, rtl.tx_ready_i = 0;
  rtl.eval();
  const int taken = rtl.rx_ready_o;
  static_cast<Board*>(of)->edge();
  return taken;
}

int take(void* of, uint8_t* byte) {
  auto& rtl = static_cast<Board*>(of)->rtl;
  rtl.rx_valid_i = 0, rtl.tx_ready_i = 1;
  rtl.eval();
  const int came = rtl.tx_valid_o;
  if (came) *byte = rtl.tx_data_o;
  static_cast<Board*>(of)->edge();
  return came;
}
}  // namespace

double sc_time_stamp() { return 0; }

int main(int argc, char** argv) {
  if (argc < 3) return std::fprintf(stderr, "usage: see the head of serial.cpp\n"), 2;
  const std::string folder = std::string(argv[1]) + "/";
  const kakure_engine& e = kakure_network;
  Bytes setup = read(folder + "setup.bin"), image = read(folder + "image.bin"), word(kakure_out_bytes(&e));
  std::vector<int32_t> sums(e.classes);
  Board board;
  kakure_serial serial = {offer, take, &board, 1000000, 0, 0};
  bool ready = false;
  for (int i = 2; i < argc; i++) {
    const std::string step = argv[i];
    if (step == "sums") setup = read(folder + "setup_sums.bin"), ready = false;
    if (!ready) {
      board.reset();
      if (int failed = kakure_serial_setup(&serial, &e, setup.data(), setup.size())) return std::printf("error %d\n", failed), 1;
      ready = true;
    }
    if (step == "sums") continue;
    const bool cut = step == "cut";
    if (!cut && step != "same") {
      const Bytes picture = read(step);
      if (picture.size() != kakure_picture_bytes(&e)) return std::printf("%s has %zu bytes, a picture %zu\n", argv[i], picture.size(), kakure_picture_bytes(&e)), 2;
      if (int failed = kakure_serial_picture(&e, picture.data(), image.data(), image.size(), KAKURE_SERIAL_FIRST)) return std::printf("error %d\n", failed), 1;
    }
    const int result = kakure_serial_classify(&serial, &e, image.data(), image.size() - cut, word.data(), sums.data());
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
