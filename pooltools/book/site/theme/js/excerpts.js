// @ts-check
/**
 * What a search shows of a page: its prose. Sphinx would take the words of buttons, folds
 * and menus too. From disk a browser lets no page read another, so there is nothing.
 */
(() => {
  const noProse = "summary, button, svg, script, style, .headerlink, .highlight, .book-source,"
    + " .book-setup, .pooltools, .book-kept, .admonition-title";
  if (location.protocol === "file:") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

  Search.htmlToText = (html, anchor) => {
    const page = new DOMParser().parseFromString(html, "text/html");
    page.querySelectorAll(noProse).forEach((part) => part.remove());
    const section = anchor ? page.querySelector(`article ${anchor}`) : null;
    return (section ?? page.querySelector("article"))?.textContent?.replace(/\s+/g, " ") ?? "";
  };
})();
