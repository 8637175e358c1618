/** HTTP as a client of other people's servers: addresses, their credentials, and the reasons of failures. */
package cutmix.schemas.http;
