/** The command line: one class a command. */
@NullMarked
package dev.loomscope.command;

import org.jspecify.annotations.NullMarked;
