[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- What blocks of a bus share. Import as b: [#import "/blocks/bus/bus.ftl" as b] --]

[#-- Ports of a register access that comes. --]
[#macro requestIn]
  input  wire req_valid_i,
  input  wire req_write_i,
  input  wire [11:0] req_addr_i,
  input  wire [31:0] req_data_i,
  input  wire [3:0] req_strb_i,
[/#macro]

[#-- Ports of a register access that is made, the last ones of a module. --]
[#macro requestOut]
  output wire req_valid_o,
  output wire req_write_o,
  output wire [11:0] req_addr_o,
  output wire [31:0] req_data_o,
  output wire [3:0] req_strb_o
[/#macro]

[#-- A rule: what is nested holds from the first reset on; known_q says that it was. --]
[#macro known edge]
  reg known_q;   // registers are what a reset made of them, or what followed
  initial known_q = 1'b0;
  always @(${edge}) if (!rst_ni) known_q <= 1'b1;
[/#macro]
[#import "/lib/verilog.ftl" as v]
[#macro rule name][@v.assert name]~known_q | ([#nested])[/@v.assert][/#macro]
