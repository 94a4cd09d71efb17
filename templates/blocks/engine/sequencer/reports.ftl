[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- Cycles and waits of a descriptor, told at its end. --]
[#import "/lib/verilog.ftl" as v]
[#macro circuit]
  // Counters of a descriptor, and its six reports.
[#if waits]
  reg [@v.range cycleBits/] cycles_q, mask_wait_q, write_wait_q, image_wait_q;
[#else]
  reg [@v.range cycleBits/] cycles_q;
[/#if]
  wire counting = (state_q != IDLE) & (state_q != TELL) & (state_q != HALT);
  always @(posedge clk_i)
    if (start | report_end) begin
      cycles_q <= ${cycleBits}'d0;
[#if waits]
      mask_wait_q <= ${cycleBits}'d0;
      write_wait_q <= ${cycleBits}'d0;
      image_wait_q <= ${cycleBits}'d0;
[/#if]
    end else begin
      cycles_q <= cycles_q + {${cycleBits - 1}'d0, counting};
[#if waits]
      mask_wait_q <= mask_wait_q + {${cycleBits - 1}'d0, (state_q == RUN) & ~issued_q & ~mask_full_i};
      write_wait_q <= write_wait_q + {${cycleBits - 1}'d0, ~en_o};
      image_wait_q <= image_wait_q + {${cycleBits - 1}'d0, (state_q == IMAGE) & ~img_valid_i};
[/#if]
    end
  always @(${clockEdge})
    if (!rst_ni) report_q <= 3'd0;
    else if (report_end) report_q <= 3'd0;
    else if ((state_q == TELL) & report_ready_i) report_q <= report_q + 3'd1;
  reg [31:0] report;
  always @*
    case (report_q)
      3'd0: report = {op_q, 8'd0, error_q, layer_q};
      3'd1: report = [#if cycleBits < 32]{${32 - cycleBits}'d0, cycles_q}[#else]cycles_q[/#if];
[#if waits]
      3'd2: report = [#if cycleBits < 32]{${32 - cycleBits}'d0, mask_wait_q}[#else]mask_wait_q[/#if];
      3'd3: report = [#if cycleBits < 32]{${32 - cycleBits}'d0, write_wait_q}[#else]write_wait_q[/#if];
      3'd4: report = [#if cycleBits < 32]{${32 - cycleBits}'d0, image_wait_q}[#else]image_wait_q[/#if];
[/#if]
      default: report = 32'd0;
    endcase
  assign report_valid_o = state_q == TELL;
  assign report_index_o = {1'b0, report_q};
  assign report_value_o = report;
[/#macro]
