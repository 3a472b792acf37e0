package dev.loomscope.agent.instrument;

/** One instruction that puts an argument of a hook on the stack. */
enum Step {
    THIS,
    FIRST_ARGUMENT,
    SECOND_ARGUMENT,
    DUP,
    DUP2,
    POP
}
