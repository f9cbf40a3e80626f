package org.leasemq.console.figures;

import java.util.Arrays;

/** The last values of one count, each at the place of its moment: what was before there was a count is {@code NaN}. For one thread. */
final class Ring {
    private final float[] values;

    Ring(int capacity) {
        values = new float[capacity];
        Arrays.fill(values, Float.NaN);
    }

    static long bytes(int capacity) {
        return 4L * capacity + 32;
    }

    void set(long moment, float value) {
        values[(int) (moment % values.length)] = value;
    }

    /** Those of the last moments, the earliest first. */
    float[] last(long moment, int count) {
        int size = (int) Math.min(Math.min(count, values.length), moment + 1);
        float[] last = new float[size];
        for (int i = 0; i < size; i++) {
            last[i] = values[(int) ((moment - size + 1 + i) % values.length)];
        }
        return last;
    }
}
