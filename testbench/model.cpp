// SPDX-License-Identifier: Apache-2.0
// The only file compiled per design: the Verilated class behind the Model interface. ports.inc is generated from design.json; each
// line of it is one of KAKURE_INPUT, KAKURE_OUTPUT (index, name, member, width), KAKURE_CONTROL (clock and reset, same fields) and
// KAKURE_STREAM (name, input, valid, ready, data indices), of a watched memory's instances KAKURE_WATCHED (name).
#include "model.h"

#include <cctype>
#include <cstring>
#include <type_traits>

#include "Vdut.h"
#include "protocol.h"
#include "svdpi.h"
#include "verilated.h"
#if VM_TRACE
#include "verilated_vcd_c.h"
#endif

#define KAKURE_HEAD
#include "ports.inc"
#undef KAKURE_HEAD

namespace kakure {

const char* const kDesignHash = KAKURE_DESIGN_HASH;
const char* const kPortsHash = KAKURE_PORTS_HASH;
const char* const kDesignName = KAKURE_TOP;

namespace {

// Widths are constants here, so a record becomes a handful of moves. Verilator wants the bits above a port's width to be zero.
template <unsigned W, class T> inline void load(T& port, const uint8_t* from) {
    if constexpr (std::is_integral_v<T>) {
        static_assert(W <= 8 * sizeof(T), "width in design.json exceeds the port's");
        T v = 0;
        std::memcpy(&v, from, (W + 7) / 8);
        port = W < 8 * sizeof(T) ? static_cast<T>(v & static_cast<T>((uint64_t{1} << W % 64) - 1)) : v;
    } else {
        static_assert((W + 31) / 32 * 4 == sizeof(T), "width in design.json differs from the port's");
        port[(W + 31) / 32 - 1] = 0;
        std::memcpy(&port[0], from, (W + 7) / 8);
        if constexpr (W % 32 != 0) port[(W + 31) / 32 - 1] &= (uint32_t{1} << W % 32) - 1;
    }
}

template <unsigned W, class T> inline void store(const T& port, uint8_t* to) {
    if constexpr (std::is_integral_v<T>) std::memcpy(to, &port, (W + 7) / 8);
    else std::memcpy(to, &port[0], (W + 7) / 8);
}

template <class T> uint8_t* raw(T& port) {
    if constexpr (std::is_integral_v<T>) return reinterpret_cast<uint8_t*>(&port);
    else return reinterpret_cast<uint8_t*>(&port[0]);
}

int reset_seed(uint64_t seed) {  // Verilator takes 31 bits and reads 0 as "from the clock"
    const uint64_t mixed = (seed ^ seed >> 31) * 0x9e3779b97f4a7c15u >> 33;
    return static_cast<int>(mixed == 0 ? 1 : mixed);
}

Model* watching = nullptr;  // whose memory is watched

class Dut final : public Model {
public:
    explicit Dut(uint64_t seed) {
        context_.randReset(2);
        context_.randSeed(reset_seed(seed));
#if VM_TRACE
        context_.traceEverOn(true);
#endif
        dut_ = std::make_unique<Vdut>(&context_, "");
#define KAKURE_INPUT(index, name, member, width) add({name, raw(dut_->member), width, true}, sizeof dut_->member); in_record.push_back(ports.back());
#define KAKURE_OUTPUT(index, name, member, width) add({name, raw(dut_->member), width, false}, 0); out_record.push_back(ports.back());
#define KAKURE_CONTROL(index, name, member, width) add({name, raw(dut_->member), width, true}, sizeof dut_->member);
#define KAKURE_STREAM(name, input, valid, ready, ...) streams.push_back({name, input, valid, ready, {__VA_ARGS__}});
#define KAKURE_WATCHED(name) watched.push_back(name);
#include "ports.inc"
#ifdef KAKURE_CLOCK
        clocked = true;
#endif
#ifdef KAKURE_WATCH_BYTES
        watch_bytes = KAKURE_WATCH_BYTES;
        watching = this;
#endif
#ifdef KAKURE_SETTLED
        settled.size(KAKURE_SETTLED_BITS);
#endif
#ifdef KAKURE_CLOCKS
        clocks.size(KAKURE_CLOCKS_BITS);
#endif
        in_bytes = kInBytes;
        out_bytes = kOutBytes;
        in_ = adjacent(in_record);
        out_ = adjacent(out_record);
        uint8_t* mask = mask_;
        for (const Port& p : in_record) {
            std::memset(mask, 0xff, p.bytes());
            mask += p.bytes();
            mask[-1] = p.top_mask();
        }
        settled_from_now(!resettable());
        set_reset(false);
        dut_->eval();
    }

    void low() override {
#ifdef KAKURE_CLOCK
        dut_->KAKURE_CLOCK = 0;
#endif
        dut_->eval();
        dump(0);
        look_at_clocks();
        if (clocked) return;
        look_at_settled();
        ++cycle;
    }

    void high() override {
#ifdef KAKURE_CLOCK
        dut_->KAKURE_CLOCK = 1;
        dut_->eval();
        dump(1);
        look_at_clocks();
        look_at_settled();  // the design keeps what was there before the edge
        ++cycle;
#endif
    }

    void cycles(const uint8_t* in, uint8_t* out, uint32_t n) override {
        for (uint32_t i = 0; i < n; ++i, in += kInBytes, out += kOutBytes) {
            if (in_ != nullptr) load_adjacent(in_, in, mask_);
            else load_ports(in);
            Dut::low();
            Dut::high();
            if (out_ != nullptr) std::memcpy(out, out_, kOutBytes);
            else store_ports(out);
        }
        written.clear();  // nobody asks cycle by cycle
    }

    void reset(uint32_t n) override {
        settled_from_now(!resettable());
        set_reset(true);
        for (uint32_t i = 0; i < n && clocked; ++i) { cycle = 0; low(); high(); }
        set_reset(false);
        settled_from_now(true);
        written.clear();
        settled.forget();
        clocks.forget();
        cycle = 0;
    }

    void settle() override { dut_->eval(); }

    void wave(const std::string& path, uint64_t from, uint64_t to) override {
#if VM_TRACE
        wave_path_ = path;
        from_ = from;
        to_ = to;
        armed_ = true;
#else
        (void)path; (void)from; (void)to;
        throw SimError(TOOL, "this simulator was built without trace");
#endif
    }

    void finish() override {
#if VM_TRACE
        if (vcd_) vcd_->close();
        vcd_.reset();
#endif
        dut_->final();
    }

private:
#define KAKURE_INPUT(index, name, member, width) + ((width) + 7) / 8
    static constexpr size_t kInBytes = 0
#include "ports.inc"
        ;
#define KAKURE_OUTPUT(index, name, member, width) + ((width) + 7) / 8
    static constexpr size_t kOutBytes = 0
#include "ports.inc"
        ;

    static void load_adjacent(uint8_t* __restrict to, const uint8_t* __restrict from, const uint8_t* __restrict mask) {
        for (size_t b = 0; b < kInBytes; ++b) to[b] = from[b] & mask[b];
    }

    void load_ports(const uint8_t* from) {
        Vdut& d = *dut_;
#define KAKURE_INPUT(index, name, member, width) load<width>(d.member, from); from += (width + 7) / 8;
#include "ports.inc"
        (void)d; (void)from;
    }

    void store_ports(uint8_t* to) {
        Vdut& d = *dut_;
#define KAKURE_OUTPUT(index, name, member, width) store<width>(d.member, to); to += (width + 7) / 8;
#include "ports.inc"
        (void)d; (void)to;
    }

    void look_at_settled() {
#ifdef KAKURE_SETTLED
        settled.look(raw(dut_->KAKURE_SETTLED));
#endif
    }

    void look_at_clocks() {
#ifdef KAKURE_CLOCKS
        clocks.look(raw(dut_->KAKURE_CLOCKS));
#endif
    }

    /// The first port's data where all lie one behind the other as in a record, as many small ones do, else null.
    static uint8_t* adjacent(const std::vector<Port>& record) {
        for (size_t i = 1; i < record.size(); ++i) {
            if (record[i].data != record[i - 1].data + record[i - 1].bytes()) return nullptr;
        }
        return record.empty() ? nullptr : record[0].data;
    }

    void add(const Port& port, size_t clear) {
        ports.push_back(port);
        std::memset(port.data, 0, clear);
    }

    static constexpr bool resettable() {
#ifdef KAKURE_RESET
        return true;
#else
        return false;
#endif
    }

    void set_reset(bool on) {
#ifdef KAKURE_RESET
        dut_->KAKURE_RESET = on ? KAKURE_RESET_ACTIVE : 1 - KAKURE_RESET_ACTIVE;
#else
        (void)on;
#endif
    }

    void dump(int half) {
        context_.timeInc(1);
#if VM_TRACE
        if (armed_ && half == 0 && !vcd_ && cycle >= from_) {
            vcd_ = std::make_unique<VerilatedVcdC>();
            dut_->trace(vcd_.get(), 99);
            vcd_->open(wave_path_.c_str());
            if (!vcd_->isOpen()) throw SimError(TOOL, "cannot write " + wave_path_);
            armed_ = false;
        }
        if (vcd_) {
            vcd_->dump(context_.time());
            if (half == (clocked ? 1 : 0) && cycle >= to_) { vcd_->close(); vcd_.reset(); }
        }
#else
        (void)half;
#endif
    }

    VerilatedContext context_;
    std::unique_ptr<Vdut> dut_;
    uint8_t *in_ = nullptr, *out_ = nullptr;  // adjacent ports: a record is moved at once
    uint8_t mask_[kInBytes + 1] = {};         // the bits of an input record that belong to a port
#if VM_TRACE
    std::unique_ptr<VerilatedVcdC> vcd_;
    std::string wave_path_;
    uint64_t from_ = 0, to_ = 0;
    bool armed_ = false;
#endif
};

}  // namespace

std::unique_ptr<Model> make_model(uint64_t seed) { return std::make_unique<Dut>(seed); }

}  // namespace kakure

#ifdef KAKURE_WATCH_BYTES
// A netlist without hierarchy has its dots, or what its tool puts in their place.
static std::string flat(std::string name) {
    for (char& c : name)
        if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
    return name;
}

// Called by the module that is bound to a watched memory: which instance it is, -1 for one that nobody asks about.
extern "C" int kakure_watched(const char* path) {
    const std::string name = flat(path);
    for (size_t i = 0; i < kakure::watching->watched.size(); ++i) {
        const std::string tail = flat(std::string(".") + kakure::watching->watched[i] + ".u_kakure_watch");
        if (name.size() >= tail.size() && name.compare(name.size() - tail.size(), tail.size(), tail) == 0) return static_cast<int>(i);
    }
    return -1;
}

extern "C" void kakure_written(int number, int address, const svBitVecVal* word) {
    std::vector<uint8_t>& to = kakure::watching->written;
    const size_t at = to.size();
    to.resize(at + KAKURE_WATCH_BYTES);
    kakure::put_watched(to.data() + at, static_cast<uint16_t>(number), static_cast<uint32_t>(address));
    std::memcpy(to.data() + at + kakure::kWatchHead, word, KAKURE_WATCH_BYTES - kakure::kWatchHead);
}
#endif
