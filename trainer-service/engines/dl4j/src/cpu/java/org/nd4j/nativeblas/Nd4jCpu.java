package org.nd4j.nativeblas;

/**
 * A class that Deeplearning4j 1.0.0-M2.1 looks up by reflection ({@code BaseMKLDNNHelper.mklDnnEnabled}) although the
 * release no longer contains it: it moved to {@code org.nd4j.linalg.cpu.nativecpu.bindings}. Without it, Deeplearning4j
 * silently drops every oneDNN layer helper, and runs at a tenth of the speed.
 */
public final class Nd4jCpu {

    private Nd4jCpu() {}

    /** Provides the one method that Deeplearning4j calls. */
    public static final class Environment {

        private Environment() {}

        public static Environment getInstance() {
            return new Environment();
        }

        /** Returns whether the native library may use oneDNN, as the real binding reports. */
        public boolean isUseMKLDNN() {
            return org.nd4j.linalg.cpu.nativecpu.bindings.Nd4jCpu.Environment.getInstance()
                    .isUseONEDNN();
        }
    }
}
