package io.fakepolygon.control;

import io.fakepolygon.clock.MarketTime;
import io.fakepolygon.protocol.Topic;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what {@link RecordJson} has written. */
final class RecordReader {
  private RecordReader() {}

  /**
   * {@return a record from what {@link JsonTree#parse} found}
   *
   * @throws IllegalArgumentException if it does not fit
   */
  static <T> T read(Class<T> type, @Nullable Object tree) {
    return type.cast(value(type, tree));
  }

  private static Object value(Type type, @Nullable Object tree) {
    if (type instanceof ParameterizedType generic) {
      return collection(generic, tree);
    }
    Class<?> plain = (Class<?>) type;
    if (plain.isRecord() && plain != Topic.class) {
      return record(plain, tree);
    }
    if (plain == boolean.class && tree instanceof Boolean) {
      return tree;
    }
    if (tree instanceof BigDecimal number) {
      return plain == int.class
          ? (Object) number.intValueExact()
          : plain == long.class ? (Object) number.longValueExact() : (Object) number.doubleValue();
    }
    if (tree instanceof String text) {
      return scalar(plain, text);
    }
    throw new IllegalArgumentException("'%s' is no %s".formatted(tree, plain.getSimpleName()));
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Object scalar(Class<?> type, String text) {
    if (type.isEnum()) {
      return Enum.valueOf((Class) type, text.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
    return type == Instant.class
        ? Instant.parse(text)
        : type == Duration.class
            ? Duration.parse(text)
            : type == Topic.class ? Topic.parse(text) : text;
  }

  private static Object collection(ParameterizedType type, @Nullable Object tree) {
    Type first = type.getActualTypeArguments()[0];
    if (tree instanceof Map<?, ?> map) {
      Map<Object, Object> entries = new LinkedHashMap<>();
      map.forEach((key, one) -> entries.put(value(first, key), value(boxedAsLong(type), one)));
      return entries;
    }
    if (!(tree instanceof List<?> all)) {
      throw new IllegalArgumentException("'%s' is no list".formatted(tree));
    }
    Collection<Object> values =
        type.getRawType() == Set.class ? new LinkedHashSet<>() : new ArrayList<>();
    all.forEach(one -> values.add(value(first, one)));
    return values;
  }

  // What stands in maps here are counts.
  private static Type boxedAsLong(ParameterizedType type) {
    Type second = type.getActualTypeArguments()[1];
    return second == Long.class ? long.class : second;
  }

  private static Object record(Class<?> type, @Nullable Object tree) {
    if (!(tree instanceof Map<?, ?> members)) {
      throw new IllegalArgumentException("'%s' is no %s".formatted(tree, type.getSimpleName()));
    }
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types = new Class<?>[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      types[i] = components[i].getType();
      values[i] = component(components[i], members.get(RecordJson.memberOf(components[i])));
    }
    try {
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("Cannot be a " + type.getSimpleName(), e);
    }
  }

  private static Object component(RecordComponent component, @Nullable Object tree) {
    if (component.getType() == Optional.class) {
      Type inside = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
      return tree == null ? Optional.empty() : Optional.of(value(inside, tree));
    }
    if (!RecordJson.isNanoseconds(component)) {
      return value(component.getGenericType(), tree);
    }
    return tree == null ? Long.MAX_VALUE : MarketTime.toNs((Instant) value(Instant.class, tree));
  }
}
