/** Sessions in the formats of other tools. */
@NullMarked
package dev.loomscope.export;

import org.jspecify.annotations.NullMarked;
