package dev.loomscope.demo;

/** Starts a demo workload by name. */
public final class Main {

    private Main() {}

    public static void main(String[] args) {}
}
