(function () {
  "use strict";
  function choose() {
    if (location.hash === "") { return; }
    var at = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (at === null) { return; }
    for (var e = at; e !== null; e = e.parentElement) {
      var option = e.getAttribute("data-option");
      if (option !== null) { document.getElementById(option).checked = true; }
      if (e.tagName === "DETAILS") { e.open = true; }
    }
    at.scrollIntoView();
  }
  window.addEventListener("hashchange", choose);
  choose();
  var opened = [];
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details:not([open])").forEach(function (d) { d.open = true; opened.push(d); });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (d) { d.open = false; });
    opened = [];
  });
})();
