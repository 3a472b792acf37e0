package dev.loomscope.filter;

/**
 * What is not understood of a filter.
 *
 * @param message in one line
 * @param begin where it stands in the text
 * @param end behind it
 * @param instead what may have been meant in its place; empty where nothing comes near
 */
public record Fault(String message, int begin, int end, String instead) {
    /** The text with what may have been meant; as it is where nothing comes near. */
    public String mended(String text) {
        return instead.isEmpty() ? text : text.substring(0, begin) + instead + text.substring(end);
    }
}
