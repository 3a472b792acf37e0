/**
 * What runs inside the application's threads: java.base only, no allocation, no lock, no class loading, no exception, no
 * retained object. Installed as a copy inside java.base.
 */
@NullMarked
package dev.loomscope.agent.hook;

import org.jspecify.annotations.NullMarked;
