/** HTTP client support: addresses, credentials, and reasons for failures. */
package cutmix.schemas.http;
