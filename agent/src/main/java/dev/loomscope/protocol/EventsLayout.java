package dev.loomscope.protocol;

/**
 * The payload of EVENTS and KEYFRAME frames.
 *
 * <pre>
 *   payload    = varint entries, entry*, varint runs, run*
 *   entry      = u8 DictionarySort, varint id, text                 names what the runs of this frame use
 *   run        = varint thread id, zigzag base time, varint events, varint length, event*
 *   event      = u8 kind, varint time - time before, fields         first event: time - base time
 *   kind & 20  = time before - time instead: events of one run seldom go back in time
 *   kind >= 80 = u8 kind, varint time, varint length, bytes         a note; stepped over where unknown
 *   note bytes = varint subject, zigzag value, zigzag other, varint class, varint pool        what is 0 at the end is left out
 *   text       = varint length, UTF-8
 *
 *   task key   = u32
 *   origin     = varint pool, varint class       absent where kind has SAME_ORIGIN set
 *
 *   SUBMIT START REJECT REMOVE ADOPT   task key, origin
 *   END            task key, u8 outcome, varint exception class where FAILED
 *   END_COMPLETED
 *   END_OPEN       u8 outcome, varint exception class where FAILED
 *   CANCEL         task key
 *   COMPLETES_SHORT   a note of: future key, task key unless named last in this run by SUBMIT, or as future by COMPLETES
 *   MEMBER_SHORT      a note of nothing: of the virtual thread named last in this run, the rest as in the MEMBER before
 *   VIRTUAL_START  id, varint class, text name          id = zigzag difference to the virtual thread
 *   MOUNT WAKE     id                                        named before in this run, at first to 0
 *   UNMOUNT        id, u8 reason
 *   VIRTUAL_END    id, u8 outcome
 *   VIRTUAL_ADOPT  id, u8 state, varint class, text name
 *   WORKER_STATE   u8 state
 *   CLASS_SITE     varint class, varint site
 *   UNLISTED       varint tasks, varint virtual threads
 * </pre>
 *
 * <p>Times are ns since the stream's epoch. Within a run events stand in the order in which they happened; runs of one frame
 * overlap in time and are merged by the reader.
 *
 * <p>A KEYFRAME has the same form. Its runs hold, for each live task, the events that led to where it stands (SUBMIT, START,
 * ADOPT, WORKER_STATE; VIRTUAL_START or VIRTUAL_ADOPT, then the last of MOUNT, UNMOUNT, WAKE), at their own times; and all
 * CLASS_SITE that are known. Run 0 is of no thread that is known.
 */
public final class EventsLayout {
    /** The most events that one run may hold: a bound for readers. */
    public static final int MAX_RUN_EVENTS = 1 << 22;

    private EventsLayout() {}
}
