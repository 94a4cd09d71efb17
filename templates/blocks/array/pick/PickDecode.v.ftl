// SPDX-License-Identifier: Apache-2.0
// pick = enable 2^index, sign = enable signs[index]: which of ${group} input channels is kept, decoded once for all pixels.
`default_nettype none
module ${moduleName} (
  input  wire enable_i,
  input  wire [${indexMsb}:0] index_i,
  input  wire [${groupMsb}:0] signs_i,
  output wire [${groupMsb}:0] pick_o,
  output wire sign_o
);
  assign pick_o = {[#list channelsDown as j]enable_i & (index_i == ${indexBits}'d${j})[#sep], [/#list]};
  assign sign_o = |(pick_o & signs_i);
endmodule
`default_nettype wire
