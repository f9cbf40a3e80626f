package org.leasemq.engine.local.runtime;

import java.util.Arrays;

/** Everything that is to happen later: a binary heap that knows where each timer is, so that cancelling is cheap. */
public final class Timers {
    private static final int UNSET = -1;

    /** Something that happens at a time. */
    public final class Timer {
        final long at;
        final Runnable action;
        private int index = UNSET;

        private Timer(long at, Runnable action) {
            this.at = at;
            this.action = action;
        }

        /** It does not happen. */
        public void cancel() {
            remove(this);
        }

        public long at() {
            return at;
        }

        public Runnable action() {
            return action;
        }
    }

    private Timer[] heap = new Timer[16];
    private int size;

    public Timer schedule(long at, Runnable action) {
        Timer timer = new Timer(at, action);
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        siftUp(size++, timer);
        return timer;
    }

    private void remove(Timer timer) {
        int hole = timer.index;
        if (hole == UNSET) {
            return;
        }
        timer.index = UNSET;
        Timer last = heap[--size];
        heap[size] = null;
        if (hole != size) {
            siftDown(hole, last);
            if (heap[hole] == last) {
                siftUp(hole, last);
            }
        }
    }

    /** When the next timer is due; {@link Long#MAX_VALUE} if there is none. */
    public long next() {
        return size == 0 ? Long.MAX_VALUE : heap[0].at;
    }

    /** Takes a timer that is due, or null. */
    public Timer poll(long now) {
        if (size == 0 || heap[0].at > now) {
            return null;
        }
        Timer due = heap[0];
        remove(due);
        return due;
    }

    private void siftUp(int start, Timer timer) {
        int index = start;
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            if (heap[parent].at <= timer.at) {
                break;
            }
            place(index, heap[parent]);
            index = parent;
        }
        place(index, timer);
    }

    private void siftDown(int start, Timer timer) {
        int index = start;
        while (2 * index + 1 < size) {
            int child = 2 * index + 1;
            if (child + 1 < size && heap[child + 1].at < heap[child].at) {
                child++;
            }
            if (heap[child].at >= timer.at) {
                break;
            }
            place(index, heap[child]);
            index = child;
        }
        place(index, timer);
    }

    private void place(int index, Timer timer) {
        heap[index] = timer;
        timer.index = index;
    }
}
