// SPDX-License-Identifier: Apache-2.0
package kakure.kernel;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A bundle among the components of a record of ports whose own stem is not put in front of its leaves: {@code mode, tiles} of {@code @Plain Layer<T> layer}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Plain {}
