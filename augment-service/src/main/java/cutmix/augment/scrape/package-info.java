/** What scrapers of the meters are answered. */
package cutmix.augment.scrape;
