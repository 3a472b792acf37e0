package dev.loomscope.agent.hook;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks what every call of a hook does that counts. The compiler is to copy it into the application's code even where it was
 * seldom called so far: a JVM begins with a time in which every event is recorded. In the installed copies this is the JDK's
 * own {@code ForceInline}.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface InLine {}
