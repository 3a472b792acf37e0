package dev.loomscope.attach;

import dev.loomscope.session.Endpoint;

/**
 * A live agent in a JVM.
 *
 * @param endpoint where it listens
 * @param loaded whether it was loaded just now, or was there before
 * @param jdk version of the JVM's JDK; empty where the agent was there before
 */
public record Attachment(Endpoint endpoint, boolean loaded, String jdk) {
    /** Whether the JVM printed its own warning about agents that are loaded into a running JVM. */
    public boolean warned() {
        return loaded && LocalJvms.feature(jdk) >= 21;
    }
}
