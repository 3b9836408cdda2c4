package org.shmstress.reports;

import gg.jte.TemplateOutput;
import gg.jte.html.HtmlInterceptor;
import gg.jte.html.HtmlTemplateOutput;
import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.shmstress.HarnessException;

/** Writes pages, and what they need beside them, into a directory. */
record Pages(Path directory) {
    static final List<String> ASSETS = List.of("style.css", "icon.svg", "enhance.js");

    private static final Pattern SYMBOL =
            Pattern.compile("<(?:symbol|pattern) id=\"([a-z0-9-]+)\".*</(?:symbol|pattern)>\n");

    /** The style sheet fills what has these classes with a pattern. */
    private static final Map<String, Pattern> FILLED = Map.of(
            "hatch", Pattern.compile("class=\"[^\"]*\\b(na|wr-4)\\b"),
            "p2", Pattern.compile("class=\"[^\"]*\\bwr-2\\b"),
            "p3", Pattern.compile("class=\"[^\"]*\\bwr-3\\b"));

    /** The generated code asks for one, though nothing is to be added to any tag. */
    static final HtmlInterceptor NO_INTERCEPTION = new HtmlInterceptor() {
        @Override
        public void onHtmlTagOpened(String name, Map<String, Object> attributes, TemplateOutput output) {}

        @Override
        public void onHtmlTagClosed(String name, TemplateOutput output) {}
    };

    void copyAssets() throws IOException {
        for (String asset : ASSETS) {
            copy(asset);
        }
    }

    /** The generated classes are called as they are: no engine that finds them by name, and the compiler checks parameters. */
    Path write(String file, Consumer<HtmlTemplateOutput> template) throws IOException {
        return save(file, drawn(template));
    }

    /** The same for a page of which there may be hundreds, or which has thousands of rows. */
    Path writeCompact(String file, Consumer<HtmlTemplateOutput> template) throws IOException {
        return save(file, Compact.page(drawn(template)));
    }

    private static String drawn(Consumer<HtmlTemplateOutput> template) {
        StringOutput text = new StringOutput();
        template.accept(new OwaspHtmlTemplateOutput(text));
        return withUsedSymbolsOnly(text.toString());
    }

    private Path save(String file, String page) throws IOException {
        return Files.write(directory.resolve(file), page.getBytes(StandardCharsets.UTF_8));
    }

    /** Pages work alone, so each has the signs that it uses in itself; most use three of ten. */
    private static String withUsedSymbolsOnly(String page) {
        return SYMBOL.matcher(page)
                .replaceAll(symbol -> isUsed(symbol.group(1), page) ? Matcher.quoteReplacement(symbol.group()) : "");
    }

    private static boolean isUsed(String id, String page) {
        return FILLED.containsKey(id) ? FILLED.get(id).matcher(page).find() : page.contains("href=\"#" + id + "\"");
    }

    private void copy(String asset) throws IOException {
        try (InputStream in = HtmlReport.class.getResourceAsStream(asset)) {
            if (in == null) {
                throw new HarnessException("the report's " + asset + " is missing from the program; build it again");
            }
            Files.copy(in, directory.resolve(asset), StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
