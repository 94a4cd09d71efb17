// SPDX-License-Identifier: Apache-2.0
// What the fixed part of a simulator knows of a design. model.cpp implements it over the Verilated class and ports.inc.
#pragma once
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

#include "toggles.h"

namespace kakure {

/// A port as it lies in the Verilated class: `bytes` = ceil(width / 8) little-endian bytes from `data`; what lies above is zero.
struct Port {
    const char* name;
    uint8_t* data;
    uint32_t width;
    bool input;
    uint32_t bytes() const { return (width + 7) / 8; }
    uint8_t top_mask() const { return static_cast<uint8_t>(width % 8 ? (1u << width % 8) - 1 : 0xff); }
};

/// A transaction of a watched memory: u16 instance, u16 zero, u32 address, the word. Of instance kPassed: one of output stream `address` left.
constexpr uint32_t kWatchHead = 8;
constexpr uint16_t kPassed = 0xffff;
inline void put_watched(uint8_t* to, uint16_t instance, uint32_t address) {
    const uint16_t head[2] = {instance, 0};
    std::memcpy(to, head, 4);
    std::memcpy(to + 4, &address, 4);
}

/// A packed value of that port, "0x" and all its digits.
inline std::string hex(const Port& p, const uint8_t* value) {
    static const char digits[] = "0123456789abcdef";
    std::string s = "0x";
    for (uint32_t i = p.bytes(); i-- > 0;) (s += digits[value[i] >> 4]) += digits[value[i] & 15];
    return s;
}

struct StreamPorts {
    const char* name;
    bool input;  // into the design
    uint32_t valid, ready;
    std::vector<uint32_t> data;
};

class Model {
public:
    virtual ~Model() = default;
    /// All ports in the order of design.json, clock and reset among them.
    std::vector<Port> ports;
    std::vector<StreamPorts> streams;
    bool clocked = false;
    /// Bytes of one cycle's record: all inputs (outputs) but clock and reset, in order.
    uint32_t in_bytes = 0, out_bytes = 0;
    /// The ports of such a record.
    std::vector<Port> in_record, out_record;
    /// Rising edges since reset was released.
    uint64_t cycle = 0;
    /// Where a memory is watched: bytes of a write, its instances, and what was written since somebody emptied it.
    uint32_t watch_bytes = 0;
    std::vector<const char*> watched;
    std::vector<uint8_t> written;
    /// Where nets are counted: what was settled before each edge, and what is looked at in both halves of a cycle, as clocks are.
    Toggles settled, clocks;

    /// Inputs are as the ports say, clk = 0, eval. A combinational design evaluates here.
    virtual void low() = 0;
    /// clk = 1, eval; the cycle is over.
    virtual void high() = 0;
    /// n times: inputs of one record, low(), high(), outputs into one record.
    virtual void cycles(const uint8_t* in, uint8_t* out, uint32_t n) = 0;
    /// Holds reset for n rising edges and releases it while clk is still 1; counts cycles from 0 again.
    virtual void reset(uint32_t n) = 0;
    /// Evaluates without an edge, so that poked inputs are seen by combinational outputs.
    virtual void settle() = 0;
    /// Writes a VCD of the cycles from..to; throws in a build without trace.
    virtual void wave(const std::string& path, uint64_t from, uint64_t to) = 0;
    virtual void finish() = 0;
};

/// Not until the first reset is over, nor during any: what a design says of its state does not count then, and what it prints of it is not heard.
void settled_from_now(bool on);

/// Uninitialised state is random, from `seed`: --x-initial unique, randReset(2).
std::unique_ptr<Model> make_model(uint64_t seed);
extern const char* const kDesignHash;
extern const char* const kPortsHash;
extern const char* const kDesignName;

}  // namespace kakure
