package cutmix.augment.mixing;

import cutmix.schemas.order.SeededRandom;

/**
 * Draws from the symmetric beta distribution, Beta(α, α). Only {@link SeededRandom} and {@link StrictMath} are used, so
 * the same generator state gives the same bits on every machine.
 *
 * <p>α ≤ 1: Jöhnk, "Erzeugung von betaverteilten und gammaverteilten Zufallszahlen", Metrika 8, 1964; as in NumPy's
 * {@code legacy_beta}, in logarithms if both powers underflow. α > 1: X / (X + Y) of two gamma variates, each by
 * Marsaglia and Tsang, "A simple method for generating gamma variables", ACM TOMS 26(3), 2000.
 */
final class BetaSampler {

    private final double alpha;

    /** @param alpha both shape parameters, in [0.001, 1000] */
    BetaSampler(double alpha) {
        this.alpha = alpha;
    }

    /** Draws a variate in [0, 1]. Consumes a varying number of random numbers. */
    double sample(SeededRandom random) {
        return alpha <= 1 ? johnk(random) : ratioOfGammas(random);
    }

    private double johnk(SeededRandom random) {
        while (true) {
            double u = random.nextDouble();
            double v = random.nextDouble();
            double x = StrictMath.pow(u, 1 / alpha);
            double y = StrictMath.pow(v, 1 / alpha);
            if (x + y <= 1 && u + v > 0) {
                return x + y > 0 ? x / (x + y) : ratioOfPowers(StrictMath.log(u) / alpha, StrictMath.log(v) / alpha);
            }
        }
    }

    /** Computes e<sup>a</sup> / (e<sup>a</sup> + e<sup>b</sup>) if both powers are too small for a double. */
    private static double ratioOfPowers(double a, double b) {
        double largest = Math.max(a, b);
        double x = StrictMath.exp(a - largest);
        double y = StrictMath.exp(b - largest);
        return x / (x + y);
    }

    private double ratioOfGammas(SeededRandom random) {
        double x = gamma(random);
        double y = gamma(random);
        return x / (x + y);
    }

    private double gamma(SeededRandom random) {
        double d = alpha - 1.0 / 3;
        double c = 1 / StrictMath.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double root = 1 + c * x;
            if (root > 0) {
                double v = root * root * root;
                double logU = StrictMath.log(random.nextDouble());
                if (logU < 0.5 * x * x + d * (1 - v + StrictMath.log(v))) {
                    return d * v;
                }
            }
        }
    }
}
