/** Words that several programs exchange on command lines, in records and in environment variables. */
package cutmix.schemas.contract;
