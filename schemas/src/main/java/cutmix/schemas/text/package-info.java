/** Rules for the names and the texts that pass through topics: which run names are allowed, and how foreign text is printed. */
package cutmix.schemas.text;
