// SPDX-License-Identifier: Apache-2.0
package kakure.emit;

import freemarker.core.CommonMarkupOutputFormat;
import freemarker.template.TemplateModelException;
import java.io.IOException;
import java.io.Writer;
import java.util.regex.Pattern;

/** What a template may print of its data: identifiers, integers and sized literals. Anything else (a list, a sentence, code) belongs into the template itself. */
final class VerilogFormat extends CommonMarkupOutputFormat<VerilogText> {
  static final VerilogFormat INSTANCE = new VerilogFormat();

  private static final Pattern ATOM = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*|-?[0-9]+|-?[0-9]+'s?(b[01_]+|d[0-9_]+|o[0-7_]+|h[0-9a-fA-F_]+)");

  private VerilogFormat() {}

  @Override
  public String getName() {
    return "Verilog";
  }

  @Override
  public String getMimeType() {
    return "text/x-verilog";
  }

  @Override
  public void output(String text, Writer out) throws IOException, TemplateModelException {
    out.write(escapePlainText(text));
  }

  @Override
  public String escapePlainText(String text) throws TemplateModelException {
    if (ATOM.matcher(text).matches()) return text;
    throw new TemplateModelException("\"" + (text.length() > 40 ? text.substring(0, 40) + "..." : text) + "\" is no identifier, integer or sized literal");
  }

  @Override
  public boolean isLegacyBuiltInBypassed(String builtInName) {
    return false;
  }

  @Override
  protected VerilogText newTemplateMarkupOutputModel(String plain, String markup) {
    return new VerilogText(plain, markup);
  }
}
