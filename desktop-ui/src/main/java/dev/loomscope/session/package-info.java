/**
 * Where frames come from: a socket, a file. A {@link dev.loomscope.session.Session} applies them to its model on a thread of
 * its own.
 */
@NullMarked
package dev.loomscope.session;

import org.jspecify.annotations.NullMarked;
