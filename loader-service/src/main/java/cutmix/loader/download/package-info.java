/** Files from HTTP servers, complete and verified, over connections that break off or fall silent. */
package cutmix.loader.download;
