// SPDX-License-Identifier: Apache-2.0
package kakure.console;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A 32-bit seed as the user writes it: decimal, or hexadecimal behind {@code 0x}. */
public final class Seed implements ITypeConverter<Integer> {
  @Override
  public Integer convert(String text) {
    try {
      boolean hex = text.startsWith("0x") || text.startsWith("0X");
      return hex ? Integer.parseUnsignedInt(text.substring(2), 16) : Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a seed: 0 to 4294967295, or 0x0 to 0xffffffff");
    }
  }
}
