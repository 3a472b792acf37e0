/**
 * Where frames come from: a socket, a file. One path for both: a {@link dev.loomscope.session.Source} gives frames, the
 * {@link dev.loomscope.session.Session} applies them to its model on a thread of its own.
 */
@NullMarked
package dev.loomscope.session;

import org.jspecify.annotations.NullMarked;
