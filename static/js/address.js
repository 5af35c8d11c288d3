// What a list was narrowed to stands in the address: going back finds it, and it can be sent on.
document.addEventListener("htmx:afterRequest", ({ detail }) => {
  if (!detail.successful || !detail.elt.matches("[data-address]")) return;
  history.replaceState(history.state, "", detail.xhr.responseURL);
});
