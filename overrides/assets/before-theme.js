// Material takes every link[rel=alternate] for a translation, and asks for a sitemap in its folder.
// With a space the feeds still are alternates to readers, and no longer translations to the theme.
for (const link of document.querySelectorAll("head > link[rel=alternate]")) link.rel += " ";
