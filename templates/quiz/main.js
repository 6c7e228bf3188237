// Begin. Where that fails, the questions can still be read.

try {
  offerKeys();
  showStart(paperOfAddress());
  addEventListener("hashchange", () => showStart(paperOfAddress()));
} catch (problem) {
  document.body.dataset.screen = "failed";
  throw problem;
}
