package dev.loomscope.view.shell;

import dev.loomscope.view.start.DemoCatalog;
import dev.loomscope.view.start.FileDialog;
import dev.loomscope.view.start.JvmDirectory;

/** What windows reach of the world around them. */
record Surroundings(Threads threads, JvmDirectory jvms, DemoCatalog demos, FileDialog files) {}
