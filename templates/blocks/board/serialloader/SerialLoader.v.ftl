[#import "/lib/verilog.ftl" as v]
// A byte that names a stream, then the bytes of its word, the lowest first; a byte that names none is skipped. Words of the answer leave byte by byte.
// Bytes of a word:[#list wordList as w] ${w.bytes}[/#list]; of the answer: ${answer}.
`default_nettype none
module ${moduleName} (
  input  wire clk_i,
  input  wire rst_ni,
  input  wire rx_valid_i,
  input  wire [7:0] rx_data_i,
[#list wordList as w]
  input  wire word_ready_${w.index}_i,
[/#list]
  input  wire answer_valid_i,
  input  wire [@v.range answerBits/] answer_data_i,
  input  wire tx_ready_i,
  output wire rx_ready_o,
[#list wordList as w]
  output wire word_valid_${w.index}_o,
[/#list]
[#list wordList as w]
  output wire [@v.range w.bits/] word_data_${w.index}_o,
[/#list]
  output wire answer_ready_o,
  output wire tx_valid_o,
  output wire [7:0] tx_data_o
);
  reg full_q;                    // the word is whole and waits for its stream
  reg [@v.range leftBits/] left_q;   // its bytes that are to come
  reg [@v.range selBits/] sel_q;
  reg [@v.range wordBits/] word_q;    // its bytes so far, in the upper part
  wire take = rx_valid_i & ~full_q;
  wire name = left_q == ${leftBits}'d0;
[#list wordList as w]
  wire at_${w.index} = sel_q == ${selBits}'d${w.index};
[/#list]
  wire taken = full_q & ([#list wordList as w](at_${w.index} & word_ready_${w.index}_i)[#sep] | [/#sep][/#list]);

  reg [@v.range leftBits/] bytes;
  always @*
    case (rx_data_i)
[#list wordList as w]
      8'd${w.index}: bytes = ${leftBits}'d${w.bytes};
[/#list]
      default: bytes = ${leftBits}'d0;
    endcase

  always @(${clockEdge})
    if (!rst_ni) begin
      full_q <= 1'b0;
      left_q <= ${leftBits}'d0;
    end else if (take) begin
      left_q <= name ? bytes : left_q - ${leftBits}'d1;
      full_q <= left_q == ${leftBits}'d1;
    end else if (taken) full_q <= 1'b0;

  always @(posedge clk_i) begin
    if (take & name) sel_q <= rx_data_i[@v.range selBits/];
[#if wordBits == 8]
    if (take & ~name) word_q <= rx_data_i;
[#else]
    if (take & ~name) word_q <= {rx_data_i, word_q[@v.upper wordBits 8/]};
[/#if]
  end

  assign rx_ready_o = ~full_q;
[#list wordList as w]
  assign word_valid_${w.index}_o = full_q & at_${w.index};
  assign word_data_${w.index}_o = word_q[@v.upper wordBits w.lsb/];
[/#list]

  // The answer waits at its stream while its bytes leave.
  reg [@v.range atBits/] at_q;
  wire at_last = at_q == ${atBits}'d${answerLast};
  reg [7:0] part;
  always @*
    case (at_q)
[#list parts as p]
      ${atBits}'d${p.index}: part = answer_data_i[${p.lsb} +: 8];
[/#list]
      default: part = answer_data_i[${lastLsb} +: 8];
    endcase
  always @(${clockEdge})
    if (!rst_ni) at_q <= ${atBits}'d0;
    else if (answer_valid_i & tx_ready_i) at_q <= at_last ? ${atBits}'d0 : at_q + ${atBits}'d1;
  assign tx_valid_o = answer_valid_i;
  assign tx_data_o = part;
  assign answer_ready_o = tx_ready_i & at_last;
endmodule
`default_nettype wire
