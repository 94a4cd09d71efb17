// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * Records of ports: {@code record In<T>(T actBits, List<T> lane)} reads as the stems {@code act_bits, lane_0, lane_1, ...}. A component may be a record itself, a bundle:
 * its leaves have its stem in front of theirs, {@code cfg_valid, cfg_data} of {@code Beat<T> cfg}, unless it is {@link Plain}.
 */
public final class Records {
  /** @param plain whether its stem is left out */
  private record Component(String stem, Method accessor, boolean plain) {}

  private record Shape(List<Component> components, Constructor<?> constructor) {}

  private static final ClassValue<Shape> SHAPES = new ClassValue<>() {
    @Override
    protected Shape computeValue(Class<?> type) {
      try {
        var components = new ArrayList<Component>();
        var parameters = new ArrayList<Class<?>>();
        for (var c : type.getRecordComponents()) {
          c.getAccessor().setAccessible(true);
          boolean plain = c.isAnnotationPresent(Plain.class);
          if (plain && !isBundle(c.getType())) throw new IllegalStateException(c.getName() + " is plain, but no bundle, in " + type);
          components.add(new Component(snake(c.getName()), c.getAccessor(), plain));
          parameters.add(c.getType());
        }
        var constructor = type.getDeclaredConstructor(parameters.toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return new Shape(List.copyOf(components), constructor);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(type + " is not a record of ports", e);
      }
    }
  };

  private Records() {}

  /** Visits every leaf with its stem, in declared order; a leaf may be null. */
  public static void each(Record ports, BiConsumer<String, Object> leaf) {
    for (var c : SHAPES.get(ports.getClass()).components) {
      var value = get(c.accessor, ports);
      if (c.plain) each((Record) value, leaf);
      else each(c.stem, value, leaf);
    }
  }

  private static void each(String stem, Object value, BiConsumer<String, Object> leaf) {
    if (value instanceof List<?> list) {
      for (int k = 0; k < list.size(); k++) each(stem + "_" + k, list.get(k), leaf);
    } else if (value instanceof Record bundle && isBundle(bundle.getClass())) {
      each(bundle, (inner, v) -> leaf.accept(stem + "_" + inner, v));
    } else {
      leaf.accept(stem, value);
    }
  }

  /** A record of the same shape whose leaves are {@code f(stem, leaf)}. */
  public static Record map(Record ports, BiFunction<String, Object, ?> f) {
    var shape = SHAPES.get(ports.getClass());
    var values = new Object[shape.components.size()];
    for (int i = 0; i < values.length; i++) {
      var c = shape.components.get(i);
      var value = get(c.accessor, ports);
      values[i] = c.plain ? map((Record) value, f) : map(c.stem, value, f);
    }
    try {
      return (Record) shape.constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot build " + ports.getClass(), e);
    }
  }

  private static Object map(String stem, Object value, BiFunction<String, Object, ?> f) {
    if (value instanceof List<?> list) {
      var mapped = new ArrayList<Object>(list.size());
      for (int k = 0; k < list.size(); k++) mapped.add(map(stem + "_" + k, list.get(k), f));
      return Collections.unmodifiableList(mapped);
    }
    if (value instanceof Record bundle && isBundle(bundle.getClass())) return map(bundle, (inner, v) -> f.apply(stem + "_" + inner, v));
    return f.apply(stem, value);
  }

  /** A bundle has a type variable for its leaves; a leaf such as {@link Type} has none. */
  private static boolean isBundle(Class<?> type) {
    return type.isRecord() && type.getTypeParameters().length == 1;
  }

  /** The components of a record as text, in declared order. */
  static Map<String, String> components(Record of) {
    var text = new LinkedHashMap<String, String>();
    for (var c : SHAPES.get(of.getClass()).components) text.put(c.accessor.getName(), String.valueOf(get(c.accessor, of)));
    return Collections.unmodifiableMap(text);
  }

  /** The components of a record as numbers, truth values and text (enums in small letters, as users give them), in declared order. */
  static Map<String, Object> values(Record of) {
    var values = new LinkedHashMap<String, Object>();
    for (var c : SHAPES.get(of.getClass()).components) {
      var value = get(c.accessor, of);
      values.put(c.accessor.getName(), value instanceof Number || value instanceof Boolean ? value : value instanceof Enum<?> e ? e.name().toLowerCase(Locale.ROOT) : String.valueOf(value));
    }
    return Collections.unmodifiableMap(values);
  }

  /** {@code actBits} -> {@code act_bits}. */
  static String snake(String camel) {
    return camel.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private static Object get(Method accessor, Record from) {
    try {
      return accessor.invoke(from);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + accessor, e);
    }
  }
}
