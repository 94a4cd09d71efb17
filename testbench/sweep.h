// SPDX-License-Identifier: Apache-2.0
// Points that are counted, as input records: what SWEEP asks for.
#pragma once
#include <vector>

#include "model.h"

namespace kakure {

/// A design of `lanes` equal groups of input ports takes as many points a cycle. A point is a number: its bits are those of its group's ports, the first port's low bits first, so the points are
/// a count through the bits of a record that belong to a port. Once the last point was given it is given again.
class Sweep {
public:
    /// Refuses lanes that the ports do not form, more than 63 bits, and points that do not exist.
    Sweep(const Model& model, uint32_t lanes, uint64_t first, uint64_t last);
    /// The records of the next n cycles, valid until the next call.
    const uint8_t* records(uint32_t n);

private:
    using Words = std::vector<uint64_t>;
    void carry(Words& point) const;

    uint32_t lanes_;
    size_t bytes_ = 0;  // of a point
    uint64_t left_;     // points behind the present one
    Words mask_, point_;
    std::vector<uint8_t> records_;
};

}  // namespace kakure
