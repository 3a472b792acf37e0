/** What is wrong and why: findings and reports, pure functions of the model. */
@NullMarked
package dev.loomscope.insight;

import org.jspecify.annotations.NullMarked;
