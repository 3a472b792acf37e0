package dev.loomscope.view.shell;

import dev.loomscope.view.replay.ReplayControl;

/** A replay that does what it is told, and nothing by itself. */
public final class FakeReplay implements ReplayControl {
    private final long begin;
    private final long end;
    private long position;
    private double speed = 1;
    private boolean playing;
    private double loaded = 1;
    private String warning;
    /** How much was recorded in each part of the time. */
    public long[] activity = {};

    public FakeReplay(long begin, long end) {
        this.begin = begin;
        this.end = end;
        this.position = begin + (end - begin) * 2 / 3;
    }

    /** So much of it is read. */
    FakeReplay loaded(double part) {
        loaded = part;
        return this;
    }

    /** Something is wrong with its file. */
    FakeReplay warning(String text) {
        warning = text;
        return this;
    }

    @Override
    public long[] activity() {
        return activity;
    }

    @Override
    public void play() {
        playing = true;
    }

    @Override
    public void pause() {
        playing = false;
    }

    @Override
    public boolean playing() {
        return playing;
    }

    @Override
    public void speed(double factor) {
        speed = factor;
    }

    @Override
    public double speed() {
        return speed;
    }

    @Override
    public void seek(long time) {
        position = time;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long begin() {
        return begin;
    }

    @Override
    public long end() {
        return end;
    }

    @Override
    public double loaded() {
        return loaded;
    }

    @Override
    public String warning() {
        return warning;
    }
}
