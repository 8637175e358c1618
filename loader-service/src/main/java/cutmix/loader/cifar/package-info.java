/** CIFAR-10 in its binary layout (Krizhevsky, "Learning Multiple Layers of Features from Tiny Images", 2009). */
package cutmix.loader.cifar;
