// SPDX-License-Identifier: Apache-2.0
package kakure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON that a user gave. */
public final class JsonText {
  private JsonText() {}

  /** Reads a file. @throws BadInput with file, line, column and what is wrong there, or where the file cannot be read */
  public static JsonNode read(Path file) {
    try {
      return read(file.toString(), Files.readAllBytes(file));
    } catch (IOException e) {
      throw new BadInput(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  /** Reads a text. @param file it is from, for the message. @throws BadInput with file, line, column and what is wrong there */
  public static JsonNode read(String file, byte[] text) {
    try {
      return JsonMapper.shared().readTree(text);
    } catch (JacksonException e) {
      var at = e.getLocation();
      throw new BadInput(file + ":" + Math.max(1, at == null ? 1 : at.getLineNr()) + ":" + Math.max(1, at == null ? 1 : at.getColumnNr()) + ": this is no JSON: " + said(e), e);
    }
  }

  /** The parser's first words, without the places that it names in words of its own. */
  private static String said(JacksonException e) {
    String first = e.getOriginalMessage().lines().findFirst().orElse("");
    return first.replaceFirst(" ?\\(start marker at .*", "").replaceFirst(" ?\\(?\\[Source: .*", "").replaceFirst(": maybe .*", "").strip();
  }
}
