// A redirect without a server drops the fragment: lead on to the same heading of the new page. An area of a plan had a
// page of its own, where #goal was what is now #area-goal.
const { href } = document.querySelector('link[rel="canonical"]');
location.replace(href.includes("#") ? href + location.hash.replace("#", "-") : href + location.hash);
