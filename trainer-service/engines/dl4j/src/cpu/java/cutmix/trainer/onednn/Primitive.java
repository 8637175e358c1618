package cutmix.trainer.onednn;

import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.stream;

/** One of oneDNN's operations with the memory that it works on. */
record Primitive(stream stream, primitive primitive, IntMemoryMap arguments) {

    /** The same with one more argument, by oneDNN's number of it. */
    Primitive with(int argument, memory memory) {
        arguments.put(argument, memory);
        return this;
    }

    /** Returns when it is done. */
    void run() {
        primitive.execute(stream, arguments);
    }
}
