package cutmix.trainer.engine.network;

import java.util.Arrays;
import java.util.List;

/**
 * The values of one parameter of one layer. The array is not copied.
 *
 * @param shape lengths of the dimensions; the last dimension is contiguous in {@code values}
 */
public record WeightTensor(List<Integer> shape, float[] values) {

    public WeightTensor {
        shape = List.copyOf(shape);
        if (length(shape) != values.length) {
            throw new IllegalArgumentException(values.length + " values do not have the shape " + shape);
        }
    }

    /** Creates a tensor with one value in all places. */
    public static WeightTensor filled(List<Integer> shape, float value) {
        float[] values = new float[Math.toIntExact(length(shape))];
        Arrays.fill(values, value);
        return new WeightTensor(shape, values);
    }

    /** Returns the values of the transposed matrix. */
    public float[] transposed() {
        int rows = shape.get(0);
        int columns = shape.get(1);
        float[] transposed = new float[values.length];
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                transposed[column * rows + row] = values[row * columns + column];
            }
        }
        return transposed;
    }

    private static long length(List<Integer> shape) {
        return shape.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    }
}
