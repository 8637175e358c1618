/** Trainer: trains, evaluates and uses networks, and serves the live page. This package contains the main class. */
package cutmix.trainer;
