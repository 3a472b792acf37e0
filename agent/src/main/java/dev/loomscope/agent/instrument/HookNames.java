package dev.loomscope.agent.instrument;

/** What hook classes are called where they are installed. */
interface HookNames {
    /** Name of the installed class, with slashes, for the simple name of a hook class. */
    String installed(String type);
}
