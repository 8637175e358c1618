/**
 * Options and checks of command lines, and their messages, shared by the launcher and the services. Each option that
 * several commands take is declared here once. A command includes it with {@code @Mixin} or in an {@code @ArgGroup}.
 */
package cutmix.process.option;
