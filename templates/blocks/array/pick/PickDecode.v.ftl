// SPDX-License-Identifier: Apache-2.0
[#import "/lib/verilog.ftl" as v]
// pick = enable 2^index, sign = enable signs[index]: which of ${group} input channels is kept, decoded once for all pixels.
`default_nettype none
module ${moduleName} (
  input  wire enable_i,
  input  wire [@v.range indexBits/] index_i,
  input  wire [@v.range group/] signs_i,
  output wire [@v.range group/] pick_o,
  output wire sign_o
);
  assign pick_o = {[#list channelsDown as j]enable_i & (index_i == ${indexBits}'d${j})[#sep], [/#list]};
  assign sign_o = |(pick_o & signs_i);
endmodule
`default_nettype wire
