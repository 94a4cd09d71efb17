// SPDX-License-Identifier: Apache-2.0
package kakure.spec;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Parameters from the command line, {@code name=value}, read into the components of a record: int, boolean, an enum (in small letters), or any class with a static {@code parse(String)}.
 * Anything wrong is an {@code IllegalArgumentException} with what and why.
 */
public final class Parameters {
  private Parameters() {}

  /**
   * A record with some of its components changed.
   *
   * @param usual the record whose components stay where nothing is given
   * @param given values by the components' names
   * @throws IllegalArgumentException for an unknown name, a text that is no value, or what the record's own constructor refuses
   */
  @SuppressWarnings("unchecked") // the constructor is that of usual's class
  public static <R> R with(R usual, Map<String, String> given) {
    var components = usual.getClass().getRecordComponents();
    if (components == null) throw new IllegalArgumentException(usual.getClass().getSimpleName() + " is no record, so it has no parameters by name");
    known(given, Arrays.stream(components).map(RecordComponent::getName).toList());
    var values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      var text = given.get(components[i].getName());
      values[i] = text == null ? get(components[i], usual) : value(components[i].getName(), components[i].getType(), text.strip());
    }
    try {
      var constructor = usual.getClass().getDeclaredConstructor(Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
      constructor.setAccessible(true);
      return (R) constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refused) throw refused;
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(usual.getClass() + " cannot be built from its components", e);
    }
  }

  /** What was given, with {@code name} as {@code leader} where only that is given. */
  public static Map<String, String> follow(Map<String, String> given, String name, String leader) {
    if (given.containsKey(name) || !given.containsKey(leader)) return given;
    var all = new LinkedHashMap<>(given);
    all.put(name, given.get(leader));
    return all;
  }

  /** A record's components as a text that {@link #with} reads, by name, in declared order. */
  public static Map<String, String> of(Record block) {
    var all = new LinkedHashMap<String, String>();
    for (var c : block.getClass().getRecordComponents()) all.put(c.getName(), text(get(c, block)));
    return all;
  }

  /** A value as {@link #with} reads it: enums in small letters. */
  public static String text(Object value) {
    return value instanceof Enum<?> e ? e.name().toLowerCase(Locale.ROOT) : String.valueOf(value);
  }

  /** Refuses names other than {@code known}. */
  public static void known(Map<String, String> given, List<String> known) {
    for (var name : new TreeSet<>(given.keySet())) {
      if ((name + given.get(name)).chars().anyMatch(Character::isISOControl)) throw new IllegalArgumentException("names and values of parameters are printable text");
      if (!known.contains(name)) throw new IllegalArgumentException("there is no parameter \"" + name + "\"; there are: " + String.join(", ", new TreeSet<>(known)));
    }
  }

  private static Object get(RecordComponent component, Object record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static Object value(String name, Class<?> type, String text) {
    if (type == int.class) return integer(name, text);
    if (type == boolean.class) return bool(name, text);
    if (type == String.class) return text;
    if (type.isEnum()) return constant(name, type, text);
    return parsed(name, type, text);
  }

  private static int integer(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " = \"" + text + "\" is not an integer of 32 bits");
    }
  }

  private static boolean bool(String name, String text) {
    if (!text.equals("true") && !text.equals("false")) throw new IllegalArgumentException(name + " = \"" + text + "\" is neither true nor false");
    return text.equals("true");
  }

  private static Object constant(String name, Class<?> type, String text) {
    for (var constant : type.getEnumConstants()) if (text(constant).equals(text)) return constant;
    throw new IllegalArgumentException(name + " = \"" + text + "\" is none of " + Arrays.stream(type.getEnumConstants()).map(Parameters::text).collect(Collectors.joining(", ")));
  }

  private static Object parsed(String name, Class<?> type, String text) {
    Method parse;
    try {
      parse = type.getMethod("parse", String.class);
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " has no static parse(String), so " + name + " cannot be read", e);
    }
    if (!Modifier.isStatic(parse.getModifiers())) throw new IllegalStateException(parse + " is not static");
    try {
      return parse.invoke(null, text);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        throw new IllegalArgumentException(name + " = \"" + text + "\": " + refused.getMessage(), refused);
      }
      throw new IllegalStateException(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(parse + " is not public", e);
    }
  }
}
