/**
 * The one truth about bytes: the layout of streams, frames and events, with its writer and reader, used by the agent and
 * by the desktop. A recording is the stream as it went over the socket, framed, with an index behind it.
 *
 * <pre>
 *   stream  = stream header, frame*            (what the agent sends, and what a file holds)
 *   frame   = 44-byte header, payload          (see FrameLayout)
 *   EVENTS and KEYFRAME payload = dictionary, run*   (see EventsLayout)
 *   SESSION, SAMPLE, LOSS, END payload = one JSON object in UTF-8
 * </pre>
 *
 * <p>Depends on nothing but the JDK. Everything read is distrusted: a length is checked before memory is taken for it, and
 * whatever does not fit ends in one {@link dev.loomscope.protocol.BadInputException}.
 */
@NullMarked
package dev.loomscope.protocol;

import org.jspecify.annotations.NullMarked;
