/** The choice of the pipelines that the live page shows. */
package cutmix.trainer.page.pipelines;
