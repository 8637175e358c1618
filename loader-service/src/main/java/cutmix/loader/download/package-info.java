/** Downloads complete, verified files from HTTP servers, over unreliable connections. */
package cutmix.loader.download;
