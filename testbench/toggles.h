// SPDX-License-Identifier: Apache-2.0
// Counts how often each of many bits changes.
#pragma once
#include <algorithm>
#include <cstdint>
#include <cstring>
#include <vector>

namespace kakure {

/// A row of bits that is looked at again and again. Few of them change from one look to the next: only these cost time.
class Toggles {
public:
    /// Takes a row of so many bits; nothing is known of it yet.
    void size(size_t bits) {
        counts_.assign(bits, 0);
        before_.assign((bits + 63) / 64, 0);
    }
    /// `now` holds ceil(bits / 8) bytes, zeros above the last bit. The first look after `forget` counts nothing.
    void look(const uint8_t* now) {
        const size_t bytes = (counts_.size() + 7) / 8;
        for (size_t w = 0; w < before_.size(); ++w) {
            uint64_t word = 0;
            std::memcpy(&word, now + 8 * w, std::min<size_t>(8, bytes - 8 * w));
            uint64_t changed = known_ ? word ^ before_[w] : 0;
            before_[w] = word;
            for (; changed != 0; changed &= changed - 1) ++counts_[64 * w + static_cast<size_t>(__builtin_ctzll(changed))];
        }
        known_ = true;
    }
    /// What was seen until now does not count, nor does the change to what is seen next.
    void forget() {
        clear();
        known_ = false;
    }
    /// Counts from 0 again, from the last look on.
    void clear() { std::fill(counts_.begin(), counts_.end(), 0); }
    const std::vector<uint64_t>& counts() const { return counts_; }

private:
    std::vector<uint64_t> counts_, before_;
    bool known_ = false;
};

}  // namespace kakure
