// Loaded before the stylesheets, so that a saved theme never flashes. Nothing saved: the system decides.
try {
  const saved = localStorage.getItem("theme");
  if (saved === "light" || saved === "dark") document.documentElement.dataset.theme = saved;
} catch {}
