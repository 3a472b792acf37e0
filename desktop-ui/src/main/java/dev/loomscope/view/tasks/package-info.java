/** The task table, its filter, and the details of one task. */
@NullMarked
package dev.loomscope.view.tasks;

import org.jspecify.annotations.NullMarked;
