/** The metrics endpoint for scrapers. */
package cutmix.trainer.scrape;
