/** Measures the desktop: what drawing, taking in, counting and filtering cost, and how a session of minutes is followed. */
@NullMarked
package dev.loomscope.bench;

import org.jspecify.annotations.NullMarked;
