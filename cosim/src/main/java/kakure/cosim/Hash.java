// SPDX-License-Identifier: Apache-2.0
package kakure.cosim;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over parts; each part is preceded by its length, so parts cannot run into each other. */
final class Hash {
  private final MessageDigest digest;

  Hash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java has it
    }
  }

  Hash add(byte[] part) {
    digest.update((part.length + ":").getBytes(StandardCharsets.US_ASCII));
    digest.update(part);
    return this;
  }

  Hash add(String part) {
    return add(part.getBytes(StandardCharsets.UTF_8));
  }

  Hash add(Path file) {
    try {
      return add(file.getFileName().toString()).add(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new DesignException(file + ": cannot be read: " + e.getMessage());
    }
  }

  byte[] bytes() {
    return digest.digest();
  }

  String hex() {
    return HexFormat.of().formatHex(bytes());
  }
}
