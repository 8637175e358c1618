/** Rules for class names and run names, and safe printing of foreign text. */
package cutmix.schemas.text;
