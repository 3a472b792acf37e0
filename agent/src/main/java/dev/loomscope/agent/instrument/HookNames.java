package dev.loomscope.agent.instrument;

/**
 * How the hook classes are called where they are installed. The name carries a digest of their code, so that the ones of an
 * earlier installation are found again if they are the same, and are not in the way if they are not.
 *
 * @param digest eight hexadecimal digits
 */
record HookNames(String digest) {
    static final String SOURCE = "dev/loomscope/agent/hook/";

    private static final String INSTALLED = "java/lang/Loomscope";

    /** Name of the installed class, with slashes, for the simple name of a hook class. */
    String installed(String type) {
        return INSTALLED + type + '_' + digest;
    }
}
