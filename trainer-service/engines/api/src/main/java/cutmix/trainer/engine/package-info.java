/**
 * The interface of engines, the libraries that train and evaluate networks, and the recipes that they follow. It does
 * not depend on an engine.
 */
package cutmix.trainer.engine;
