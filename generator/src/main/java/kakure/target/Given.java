// SPDX-License-Identifier: Apache-2.0
package kakure.target;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the user gave for a top block.
 *
 * @param options values of the target's own options, by their names
 * @param parameters {@code --set NAME=VALUE}
 */
public record Given(Map<String, String> options, Map<String, String> parameters) {
  /** Nothing: the usual top. */
  public static final Given NOTHING = new Given(Map.of(), Map.of());

  /** Copies both, in their order. */
  public Given {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** The value of an option, if it was given. */
  public Optional<String> option(String name) {
    return Optional.ofNullable(options.get(name));
  }

  /** The same without an option. */
  public Given without(String option) {
    var fewer = new LinkedHashMap<>(options);
    fewer.remove(option);
    return new Given(fewer, parameters);
  }

  /** The same with another value of an option. */
  public Given with(String option, String value) {
    var changed = new LinkedHashMap<>(options);
    changed.put(option, value);
    return new Given(changed, parameters);
  }

  /** The same with another value of a parameter. */
  public Given set(String parameter, String value) {
    var changed = new LinkedHashMap<>(parameters);
    changed.put(parameter, value);
    return new Given(options, changed);
  }
}
