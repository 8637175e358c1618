package cutmix.loader.sample;

/** A figure in the plane, described by its signed distance function. */
@FunctionalInterface
interface SignedDistance {

    /**
     * Returns the approximate distance in pixels of a point from the figure's edge: negative inside, positive outside.
     */
    double distance(double x, double y);

    /** This figure, rotated about the origin. */
    default SignedDistance turned(double degrees) {
        double radians = StrictMath.toRadians(degrees);
        double cos = StrictMath.cos(radians);
        double sin = StrictMath.sin(radians);
        return (x, y) -> distance(cos * x + sin * y, cos * y - sin * x);
    }

    /** This figure, translated. */
    default SignedDistance moved(double right, double down) {
        return (x, y) -> distance(x - right, y - down);
    }
}
