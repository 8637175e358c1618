package org.nd4j.nativeblas;

/**
 * A name that Deeplearning4j 1.0.0-M2.1 asks for by reflection ({@code BaseMKLDNNHelper.mklDnnEnabled}) and no longer has: in
 * that release the class moved to {@code org.nd4j.linalg.cpu.nativecpu.bindings}. Without it every oneDNN layer helper is
 * dropped silently, at a tenth of the speed.
 */
public final class Nd4jCpu {

    private Nd4jCpu() {}

    /** Answers the one question that is asked. */
    public static final class Environment {

        private Environment() {}

        public static Environment getInstance() {
            return new Environment();
        }

        /** Whether the native library may use oneDNN; the real binding answers. */
        public boolean isUseMKLDNN() {
            return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance()
                    .isUseONEDNN();
        }
    }
}
