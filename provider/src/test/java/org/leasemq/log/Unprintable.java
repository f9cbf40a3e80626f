package org.leasemq.log;

/** Throwables of applications that throw when they are asked what they say. */
public enum Unprintable {
    /** Asked, it throws an Error. */
    FAILING {
        @Override
        public Throwable make() {
            return new RuntimeException() {
                private static final long serialVersionUID = 1;

                @Override
                public String getMessage() {
                    throw new AssertionError("asked");
                }
            };
        }
    },
    /** Asked, it runs out of stack. */
    ENDLESS {
        @Override
        public Throwable make() {
            return new RuntimeException() {
                private static final long serialVersionUID = 1;

                @Override
                public String getMessage() {
                    return "again " + this;
                }
            };
        }
    },
    /** Asked, it throws itself. */
    ITSELF {
        @Override
        public Throwable make() {
            return new Error() {
                private static final long serialVersionUID = 1;

                @Override
                public String getMessage() {
                    throw this;
                }
            };
        }
    },
    /** It can be asked itself, but not why. */
    CAUSED {
        @Override
        public Throwable make() {
            return new IllegalStateException("outer", FAILING.make());
        }
    };

    /** A new one. */
    public abstract Throwable make();

    /** Throws one, checked or not. */
    public void raise() {
        Unprintable.<RuntimeException>raise(make());
    }

    @SuppressWarnings("unchecked") // so that nothing needs to declare it
    private static <T extends Throwable> void raise(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
