/** What can be done, each with its name and its keys: one list for keys, menus, buttons and the overlay of keys. */
@NullMarked
package dev.loomscope.view.action;

import org.jspecify.annotations.NullMarked;
