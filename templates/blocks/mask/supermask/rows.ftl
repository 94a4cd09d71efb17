[#-- SPDX-License-Identifier: Apache-2.0 --]
[#-- Rows of an entry, each with a stream of code words: what hands units out, and a row's window, table and bits. --]
[#import "/blocks/mask/mask.ftl" as mask]
[#import "/lib/verilog.ftl" as v]
[#macro words]
  // ---- the rows of code words ----
[#if beatBits == 64]
[@mask.canonical sizes lengthFieldsDown/]
[#else]
  wire [63:0] low_word = msk_data_i[63:0];
[@mask.canonical sizes lengthFieldsDown "low_word"/]
[/#if]
[#list decodes as i]
  wire [@v.range rows/] whole_${i};
[/#list]
  wire [@v.range rows/] full;
  wire [@v.range rows/] live = act_q | [#if group > 1](first_q & [@v.fill rows]~last_group[/@v.fill])[#else][@v.fill rows](wide_q & ~last_group)[/@v.fill][/#if];   // a row without further symbols is not served

  wire move = running & ~(entry_valid_q & ~entry_ready_i)[#if oneof > 1] & ~one_q[/#if];   // the machine stands still while an entry waits

  // The next ${units?size} units, and for each the lane that takes it.
  reg [@v.range beatBits/] units;
  reg [@v.range rows/] [#list units as u]pick_${u.index}[#sep], [/#list];
  always @* begin : service
    reg [@v.range rows/] pend;
    units = ${beatBits}'d0;
    pend = live & ~full & [@v.fill rows]move[/@v.fill];
[#list units as u]
    pick_${u.index} = ${rows}'d0;
[/#list]
    if (move) begin
      units = (beat0_q & [@v.fill beatBits]skip_q == ${skipBits}'d0[/@v.fill])
[#list units as u]
[#if u.index > 0]
            | ({beat1_q[@v.range u.low/], beat0_q[@v.upper beatBits u.low/]} & [@v.fill beatBits]skip_q == ${skipBits}'d${u.index}[/@v.fill])[#if !u?has_next];[/#if]
[/#if]
[/#list]
[#list units as u]
      pick_${u.index} = pend & (~pend + ${rows}'d1);
[#if u?has_next]
      pend = pend & ~pick_${u.index};
[/#if]
[/#list]
    end
  end
  wire [@v.range units?size/] want = {[#list unitsDown as u]|pick_${u.index}[#sep], [/#list]};

  wire decode = &(whole_0 | ~act_q);
  wire starved = |(want & ~have) & ~loaded;
  wire step = move & ~starved & ~crc_bad;
  wire [@v.range units?size/] take = want & have & [@v.fill units?size]step[/@v.fill];
  wire fire_0 = step & decode;
[#list units as u]
  wire [@v.range rows/] give_${u.index} = pick_${u.index} & [@v.fill rows]take[${u.index}][/@v.fill];
[/#list]
  wire [@v.range rows/] given = [#list units as u]give_${u.index}[#sep] | [/#list];
[#if symbolsPerCycle == 2]
  wire fire_1 = fire_0 & (&(whole_1 | ~act_q)) & ~at_last;
  wire rows_done = fire_0 & (fire_1 ? at_last_1 : at_last);
[#else]
  wire rows_done = fire_0 & at_last;
[/#if]
[#if oneof > 1]
  wire entry_done = rows_done | index_done;
[#else]
  wire entry_done = rows_done;
[/#if]
  wire group_done = last_tap & last_chans;

  wire [@v.range outputs/] block_0 = {[#list blocksDown as b][@v.fill b.size]pos_q[${b.index}][/@v.fill][#sep], [/#list]};
  wire [@v.range symbolBits/] valid_0 = part | [@v.fill symbolBits]~at_last[/@v.fill];
[#if symbolsPerCycle == 2]
  wire [@v.range outputs/] block_1 = {[#list blocksDown as b][@v.fill b.size](pos_1[${b.index}] & fire_1)[/@v.fill][#sep], [/#list]};
  wire [@v.range symbolBits/] valid_1 = part | [@v.fill symbolBits]~at_last_1[/@v.fill];
[/#if]
  wire [@v.range outputs/] keep = [@v.fill outputs]~pos_q[0][/@v.fill];

  genvar r;
  generate
    for (r = 0; r < ${rows}; r = r + 1) begin : lane
      reg [47:0] buf_q;                  // up to three units, the oldest on top, zeros below
      reg [1:0]  words_q;
      reg [3:0]  used_q;                 // bits of the oldest unit already decoded
      reg [@v.range outputs/] bits_q;
[#list decodes as i]
      reg        whole_${i}_q;              // code word ${i} of the next is held whole
      reg [3:0]  index_${i}_q;              // number of its block
      reg [4:0]  end_${i}_q;                // bits of the oldest unit, and beyond, decoded after it
      assign whole_${i}[r] = whole_${i}_q;
[/#list]
      assign full[r] = words_q == 2'd3;
      assign entry_data_o[r * ${outputs} +: ${outputs}] = bits_q;

      always @(posedge clk_i) begin : move
        reg        go, pop;
        reg [1:0]  rest, words;
        reg [4:0]  stop;
        reg [3:0]  used;
        reg [15:0] unit;
        reg [47:0] bits;
[#if symbolsPerCycle == 2]
        reg [30:0] top;
        reg [15:0] head;
[#else]
        reg [22:0] top;
[/#if]
[#list decodes as i]
        reg [7:0]  win_${i};
        reg [10:0] wide_${i};
        reg [2:0]  n_${i};
        reg [4:0]  end_${i};
[/#list]
        if (state_q == TABLE) begin
          buf_q <= 48'd0;
          words_q <= 2'd0;
          used_q <= 4'd0;
[#list decodes as i]
          whole_${i}_q <= 1'b0;
[/#list]
        end
        if (step) begin
          go = fire_0 & act_q[r];
[#if symbolsPerCycle == 2]
          stop = (end_0_q & {5{~fire_1}}) | (end_1_q & {5{fire_1}});
[#else]
          stop = end_0_q;
[/#if]
          pop = go & stop[4];
          rest = words_q - {1'b0, pop};
          unit = [#list units as u](units[${u.high}:${u.low}] & {16{give_${u.index}[r]}})[#sep] | [/#list];
          bits = (buf_q << {pop, 4'd0}) | ({unit, 32'd0} >> {rest, 4'd0});
          words = rest + {1'b0, given[r]};
          used = (used_q & {4{~go}}) | (stop[3:0] & {4{go}});
[#if symbolsPerCycle == 2]
          top = bits[47:17];
          head = top[{1'b0, ~used} +: 16];
          win_0 = head[15:8];
[#else]
          top = bits[47:25];
          win_0 = top[{1'b0, ~used} +: 8];
[/#if]
[#list decodes as i]
[#if i == 1]
          win_1 = head[{1'b0, ~n_0} +: 8];
[/#if]
          n_${i} = [#list sizes as z]{2'd0, {1'b0, win_${i}} >= limit${z.bits}}[#sep] + [/#list];   // code length less one
          wide_${i} = {3'd0, win_${i}};
          end_${i} = [#if i == 0]{1'b0, used}[#else]end_0[/#if] + {2'd0, n_${i}} + 5'd1;
          index_${i}_q <= base_q[{n_${i}, 2'b00} +: 4] + wide_${i}[{1'b0, ~n_${i}} +: 4];
          end_${i}_q <= end_${i};
          whole_${i}_q <= words[1] | (words[0] & (~end_${i}[4] | (end_${i}[3:0] == 4'd0)));
[/#list]
          buf_q <= bits;
          words_q <= words;
          used_q <= used;
        end
      end
      always @(posedge clk_i) begin : fill
[#list decodes as i]
        reg [@v.range symbolBits/] sym_${i};
[/#list]
        if (fire_0) begin
[#list decodes as i]
          sym_${i} = tab_q[{index_${i}_q, 2'b00} +: ${symbolBits}] & valid_${i} & [@v.fill symbolBits]act_q[r][/@v.fill];
[/#list]
          bits_q <= (bits_q & keep)[#list decodes as i] | ([#if restBits == 0][@v.fill wholeBlocks]sym_${i}[/@v.fill][#else]{sym_${i}[@v.range restBits/], [@v.fill wholeBlocks]sym_${i}[/@v.fill]}[/#if] & block_${i})[/#list];
        end
[#if group > 1]
        if (index_fire & index_first) bits_q <= group_outputs & [@v.fill outputs]act_q[r][/@v.fill];
[#elseif oneof > 1]
        if (index_fire & (placed[r / ${oneof}] | index_first)) begin
          bits_q <= [#if index.pieces > 1](bits_q & [@v.fill outputs]~index_first[/@v.fill]) | [/#if](hot[(r % ${oneof}) * ${outputs} +: ${outputs}] & [@v.fill outputs]place_q[r / ${oneof}][/@v.fill])[#list index.nexts as n]
            | (hot_next_${n.at}[(r % ${oneof}) * ${outputs} +: ${outputs}] & [@v.fill outputs]next_${n.at}[r / ${oneof}][/@v.fill])[/#list];
        end
[/#if]
      end
[#if group > 1]

      // Which channel each output takes.
[#list planes as p]
      reg [@v.range outputs/] select_${p}_q;
      assign entry_data_o[${planeBits} + ${planeBits} * ${p} + r * ${outputs} +: ${outputs}] = select_${p}_q;
[/#list]
      always @(posedge clk_i) begin
        if (fire_0 & pos_q[0]) begin
[#list planes as p]
          select_${p}_q <= [@v.fill outputs]sub_q[${p}][/@v.fill];
[/#list]
        end
        if (index_fire & (placed[r] | index_first)) begin
[#list planes as p]
          select_${p}_q <= [#if index.pieces > 1](select_${p}_q & [@v.fill outputs]~index_first[/@v.fill]) | [/#if](chosen_${p} & [@v.fill outputs]place_q[r][/@v.fill])[#list index.nexts as n]
            | (chosen_${p}_${n.at} & [@v.fill outputs]next_${n.at}[r][/@v.fill])[/#list];
[/#list]
        end
      end
[/#if]
    end
  endgenerate
[/#macro]
