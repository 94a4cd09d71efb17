// SPDX-License-Identifier: Apache-2.0
#include "sweep.h"

#include "protocol.h"

namespace kakure {

Sweep::Sweep(const Model& model, uint32_t lanes, uint64_t first, uint64_t last) : lanes_(lanes), left_(last - first) {
    std::vector<uint32_t> widths;
    for (const Port& p : model.in_record) widths.push_back(p.width);
    if (lanes == 0 || widths.empty() || widths.size() % lanes != 0) throw SimError(PROTOCOL, std::to_string(widths.size()) + " input ports do not form " + std::to_string(lanes) + " lanes");
    const size_t ports = widths.size() / lanes;
    for (size_t i = ports; i < widths.size(); ++i) {
        if (widths[i] != widths[i - ports]) throw SimError(PROTOCOL, "the input ports do not form " + std::to_string(lanes) + " equal lanes");
    }
    uint64_t bits = 0;
    for (size_t i = 0; i < ports; ++i) {
        bytes_ += (widths[i] + 7) / 8;
        bits += widths[i];
    }
    if (bits > 63) throw SimError(PROTOCOL, "inputs of " + std::to_string(bits) + " bits cannot be counted through: 63 is the limit");
    if (first > last || last >> bits != 0) throw SimError(PROTOCOL, "points " + std::to_string(first) + " to " + std::to_string(last) + " are not among those of " + std::to_string(bits) + " bits");

    mask_.assign((bytes_ + 7) / 8, 0);
    point_ = mask_;
    size_t at = 0;
    for (size_t i = 0; i < ports; ++i, at = (at + 7) / 8 * 8) {
        for (uint32_t b = 0; b < widths[i]; ++b, ++at, first >>= 1) {
            mask_[at / 64] |= uint64_t{1} << at % 64;
            point_[at / 64] |= (first & 1) << at % 64;
        }
    }
}

// Taking the mask away counts on through its bits and leaves those between alone.
const uint8_t* Sweep::records(uint32_t n) {
    const size_t points = size_t{n} * lanes_, words = mask_.size();
    records_.resize(points * bytes_ + 8 * words);  // a point is written as whole words: the next one covers what is too much
    uint8_t* to = records_.data();
    const uint64_t mask = mask_[0];
    uint64_t low = point_[0], left = left_;
    for (size_t i = 0; i < points; ++i, to += bytes_) {
        std::memcpy(to, &low, 8);
        for (size_t w = 1; w < words; ++w) std::memcpy(to + 8 * w, &point_[w], 8);
        if (left == 0) continue;
        --left;
        low = (low - mask) & mask;
        if (low == 0) carry(point_);
    }
    point_[0] = low;
    left_ = left;
    return records_.data();
}

void Sweep::carry(Words& point) const {
    for (size_t w = 1; w < point.size(); ++w) {
        point[w] = (point[w] - mask_[w]) & mask_[w];
        if (point[w] != 0) return;
    }
}

}  // namespace kakure
