package dev.loomscope.agent.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what a hook seldom does: the compiler is to call it, not to copy it into the application's code, so that what the hook
 * does often stays small there. In the installed copies this is the JDK's own {@code DontInline}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface OutOfLine {}
