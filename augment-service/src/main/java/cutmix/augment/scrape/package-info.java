/** Responses to scrapers of metrics. */
package cutmix.augment.scrape;
