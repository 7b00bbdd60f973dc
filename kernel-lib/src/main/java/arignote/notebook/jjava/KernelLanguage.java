package arignote.notebook.jjava;

import java.lang.reflect.Field;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;

/**
 * What the kernel says of its language. Jupyter writes it into each notebook that it opens; by itself the kernel tells the
 * JDK to the last digit, and a notebook would be changed by every JDK that opens it.
 */
final class KernelLanguage {
    /** The same as in committed notebooks: the language they are written in, whatever JDK runs them. */
    private static final LanguageInfo JAVA = new LanguageInfo.Builder("java")
            .version("17")
            .mimetype("text/x-java-source")
            .fileExtension(".jshell")
            .pygments("java")
            .codemirror("java")
            .build();

    private KernelLanguage() {}

    /** @throws ReflectiveOperationException if this kernel keeps it elsewhere */
    static void tell(BaseKernel kernel) throws ReflectiveOperationException {
        Field language = BaseKernel.class.getDeclaredField("languageInfo");
        language.setAccessible(true);
        language.set(kernel, JAVA);
    }
}
