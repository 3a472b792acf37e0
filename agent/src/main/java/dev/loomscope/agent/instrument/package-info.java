/** Which JDK method gets which hook, resolved by the shape of the JDK at hand. */
@NullMarked
package dev.loomscope.agent.instrument;

import org.jspecify.annotations.NullMarked;
