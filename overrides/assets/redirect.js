// A redirect without a server drops the fragment: lead on to the same heading of the new page.
location.replace(document.querySelector('link[rel="canonical"]').href + location.hash);
