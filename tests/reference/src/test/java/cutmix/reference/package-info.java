/** Generates the pages of docs/reference from commands, settings and schemas, and compares them with the committed ones. */
package cutmix.reference;
