/** What Sphinx's own scripts put on a search page. */
declare const DOCUMENTATION_OPTIONS: { SHOW_SEARCH_SUMMARY: boolean };
declare const Search: { htmlToText: (html: string, anchor?: string) => string };
