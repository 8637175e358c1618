package cutmix.trainer.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_FROM;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_0;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC_1;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_TO;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu_isa_avx512_core;
import static org.bytedeco.dnnl.global.dnnl.dnnl_get_effective_cpu_isa;
import static org.bytedeco.dnnl.global.dnnl.dnnl_version;
import static org.bytedeco.dnnl.global.dnnl.get_effective_cpu_isa;

import java.util.ArrayDeque;
import java.util.Deque;
import org.bytedeco.dnnl.IntMemoryMap;
import org.bytedeco.dnnl.binary;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl.algorithm;
import org.bytedeco.dnnl.memory;
import org.bytedeco.dnnl.post_ops;
import org.bytedeco.dnnl.primitive;
import org.bytedeco.dnnl.primitive_attr;
import org.bytedeco.dnnl.reorder;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** The CPU as a oneDNN engine, and all native memory that was allocated through it. Not thread-safe. */
public final class OneDnn implements AutoCloseable {

    private final Deque<Pointer> owned = new ArrayDeque<>();
    private final engine cpu = own(new engine(engine.kind.cpu, 0));
    private final stream stream = own(new stream(cpu));
    private final memory.format_tag blocked;

    /** @throws LinkageError if oneDNN cannot be loaded on this machine */
    public OneDnn() {
        boolean avx512 = (dnnl_get_effective_cpu_isa() & dnnl_cpu_isa_avx512_core) == dnnl_cpu_isa_avx512_core;
        blocked = avx512 ? memory.format_tag.nChw16c : memory.format_tag.nChw8c;
    }

    /** Returns the library's version and the instruction set that it uses on this machine. */
    public static String version() {
        dnnl_version_t version = dnnl_version();
        String isa = get_effective_cpu_isa().intern().name();
        return version.major() + "." + version.minor() + "." + version.patch() + " (" + isa + ")";
    }

    engine cpu() {
        return cpu;
    }

    /**
     * Describes images or activations in the layout that convolutions prefer, with channels in blocks of b = 8 or 16:
     * {@code (batch, channels / b, height, width, b)}.
     */
    memory.desc activations(int batch, int channels, int height, int width) {
        return floats(blocked, batch, channels, height, width);
    }

    static memory.desc floats(memory.format_tag format, long... dimensions) {
        return new memory.desc(dimensions, memory.data_type.f32, format);
    }

    /** Allocates memory without clearing it. */
    memory allocate(memory.desc description) {
        return own(new memory(description, cpu));
    }

    /** Wraps existing memory, which this object does not own. */
    memory at(FloatPointer place, memory.desc description) {
        return own(new memory(description, cpu, place));
    }

    /** Returns the floats of a memory in its own layout. */
    static FloatPointer floats(memory memory) {
        return new FloatPointer(memory.get_data_handle())
                .capacity(memory.get_desc().get_size() / Float.BYTES);
    }

    Primitive primitive(primitive primitive) {
        return new Primitive(stream, own(primitive), own(new IntMemoryMap()));
    }

    /** Creates a copy between two layouts. */
    Primitive copy(memory from, memory to) {
        return primitive(new reorder(from, to)).with(DNNL_ARG_FROM, from).with(DNNL_ARG_TO, to);
    }

    /** Creates an addition in place. */
    Primitive add(memory sum, memory summand) {
        return add(sum, summand, new primitive_attr());
    }

    /** Creates an addition in place with a ReLU. */
    Primitive addThenRelu(memory sum, memory summand) {
        post_ops operations = new post_ops();
        operations.append_eltwise(1, algorithm.eltwise_relu, 0, 0);
        primitive_attr relu = new primitive_attr();
        relu.set_post_ops(operations);
        return add(sum, summand, relu);
    }

    private Primitive add(memory sum, memory summand, primitive_attr then) {
        memory.desc data = sum.get_desc();
        binary.desc addition = new binary.desc(algorithm.binary_add, data, summand.get_desc(), data);
        return primitive(new binary(new binary.primitive_desc(addition, then, cpu)))
                .with(DNNL_ARG_SRC_0, sum)
                .with(DNNL_ARG_SRC_1, summand)
                .with(DNNL_ARG_DST, sum);
    }

    private <P extends Pointer> P own(P pointer) {
        owned.push(pointer);
        return pointer;
    }

    @Override
    public void close() {
        while (!owned.isEmpty()) {
            owned.pop().deallocate();
        }
    }
}
