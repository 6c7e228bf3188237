// Begin.

offerKeys();
showStart(paperOfAddress());
window.addEventListener("hashchange", () => showStart(paperOfAddress()));
