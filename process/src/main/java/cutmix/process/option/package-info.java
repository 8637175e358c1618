/**
 * The options and their rules that the launcher and the services share, and the messages about command lines that break them. Each
 * option that several commands take is declared here once; a command has it by {@code @Mixin}, or in an {@code @ArgGroup}.
 */
package cutmix.process.option;
