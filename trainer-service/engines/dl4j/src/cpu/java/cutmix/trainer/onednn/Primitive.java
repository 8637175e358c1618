package cutmix.trainer.onednn;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;

/** A oneDNN primitive and the memory that it uses. */
record Primitive(stream stream, primitive primitive, IntMemoryMap arguments) {

    /** Returns this primitive with one more argument, given by oneDNN's number. */
    Primitive with(int argument, memory memory) {
        arguments.put(argument, memory);
        return this;
    }

    /** Runs the primitive, and waits until it has finished. */
    void run() {
        primitive.execute(stream, arguments);
    }
}
