// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import freemarker.core.CommonTemplateMarkupOutputModel;

/** Verilog that a template made itself, in a macro or a captured block, and may print as it is. */
final class VerilogText extends CommonTemplateMarkupOutputModel<VerilogText> {
  VerilogText(String plain, String markup) {
    super(plain, markup);
  }

  VerilogText(String markup) {
    this(null, markup);
  }

  @Override
  public VerilogFormat getOutputFormat() {
    return VerilogFormat.INSTANCE;
  }
}
