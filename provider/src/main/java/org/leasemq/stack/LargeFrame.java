package org.leasemq.stack;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;

/**
 * A method with many local variables, and thus with a large frame: entering it throws a {@link StackOverflowError} where so
 * much stack is not left. The virtual machine checks that also where it has compiled the method and the variables are gone,
 * since it may have to return to the interpreter: it then touches one byte of each page of the stack.
 *
 * <p>A recursion of the same depth would take a hundred times as long, and no language but that of class files declares
 * thousands of variables in a line.
 */
interface LargeFrame {
    int BYTES_PER_VARIABLE = 8;

    /** @param never false; where it could be true is where the compiled method would return to the interpreter */
    void enter(boolean never);

    /** @param bytes how large, at most 512 KiB */
    static LargeFrame of(int bytes) {
        try {
            Class<?> made = MethodHandles.lookup()
                    .defineHiddenClass(ClassFile.of(bytes / BYTES_PER_VARIABLE), true)
                    .lookupClass();
            return (LargeFrame) made.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException | IOException e) {
            throw new IllegalStateException("A class could not be made, which indicates a bug", e);
        }
    }

    /** Java Virtual Machine Specification 17, chapter 4. */
    final class ClassFile {
        private static final int MAGIC = 0xCAFEBABE;
        private static final int JAVA_17 = 61;
        private static final int FINAL_CLASS = 0x1030;
        private static final int PUBLIC = 1;
        private static final int UTF8 = 1;
        private static final int CLASS = 7;
        private static final int METHOD = 10;
        private static final int NAME_AND_TYPE = 12;
        private static final int ILOAD_1 = 27;
        private static final int ALOAD_0 = 42;
        private static final int POP = 87;
        private static final int IFEQ = 153;
        private static final int RETURN = 177;
        private static final int INVOKEVIRTUAL = 182;
        private static final int INVOKESPECIAL = 183;
        private static final int SAME_FRAME_EXTENDED = 251;
        /** The method is too large to be compiled into its callers, where its many variables would be described each time. */
        private static final int NOPS = 400;

        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final DataOutputStream out = new DataOutputStream(bytes);
        private int constants;

        private ClassFile() {}

        static byte[] of(int variables) throws IOException {
            ClassFile file = new ClassFile();
            file.write(variables);
            return file.bytes.toByteArray();
        }

        private void write(int variables) throws IOException {
            out.writeInt(MAGIC);
            out.writeInt(JAVA_17);
            out.writeShort(19);
            int self = type(LargeFrame.class.getPackageName().replace('.', '/') + "/LargeFrameMade");
            int object = type("java/lang/Object");
            int frame = type(LargeFrame.class.getName().replace('.', '/'));
            int init = text("<init>");
            int noArguments = text("()V");
            int superInit = method(object, init, noArguments);
            int hashCode = method(object, text("hashCode"), text("()I"));
            int enter = text("enter");
            int oneBoolean = text("(Z)V");
            int code = text("Code");
            int stackMap = text("StackMapTable");
            shorts(FINAL_CLASS, self, object, 1, frame, 0, 2);
            shorts(PUBLIC, init, noArguments, 1, code);
            writeCode(1, new int[] {ALOAD_0, INVOKESPECIAL, 0, superInit, RETURN}, 0);
            out.writeShort(0);
            shorts(PUBLIC, enter, oneBoolean, 1, code);
            int[] body = {ILOAD_1, IFEQ, 0, 8, ALOAD_0, INVOKEVIRTUAL, 0, hashCode, POP, RETURN};
            int[] padded = new int[NOPS + body.length];
            System.arraycopy(body, 0, padded, NOPS, body.length);
            int stackMapLength = 5;
            writeCode(variables, padded, 6 + stackMapLength);
            shorts(1, stackMap, 0, stackMapLength, 1);
            out.writeByte(SAME_FRAME_EXTENDED);
            out.writeShort(padded.length - 1);
            out.writeShort(0);
        }

        private void writeCode(int variables, int[] code, int attributesLength) throws IOException {
            out.writeInt(12 + code.length + attributesLength);
            shorts(1, variables, 0, code.length);
            for (int instruction : code) {
                out.writeByte(instruction);
            }
            out.writeShort(0);
        }

        private void shorts(int... values) throws IOException {
            for (int value : values) {
                out.writeShort(value);
            }
        }

        private int text(String text) throws IOException {
            out.writeByte(UTF8);
            out.writeUTF(text);
            return ++constants;
        }

        private int type(String name) throws IOException {
            int text = text(name);
            out.writeByte(CLASS);
            out.writeShort(text);
            return ++constants;
        }

        private int method(int type, int name, int descriptor) throws IOException {
            out.writeByte(NAME_AND_TYPE);
            shorts(name, descriptor);
            int signature = ++constants;
            out.writeByte(METHOD);
            shorts(type, signature);
            return ++constants;
        }
    }
}
