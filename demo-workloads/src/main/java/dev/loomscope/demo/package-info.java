/** Programs that misbehave on purpose, each with its remedy. They run in a JVM of their own. */
@NullMarked
package dev.loomscope.demo;

import org.jspecify.annotations.NullMarked;
