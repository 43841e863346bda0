// A redirect by a page loses the fragment, so add it to the new address. Areas of a plan used to be pages: the old
// address area/#goal is now #area-goal.
const { href } = document.querySelector('link[rel="canonical"]');
location.replace(href.includes("#") ? href + location.hash.replace("#", "-") : href + location.hash);
