// Runs before the first paint: the theme chosen earlier, without a flash.
try {
  const theme = localStorage.getItem("encours-theme");
  if (theme) document.documentElement.dataset.theme = theme;
} catch { /* private window: the system's theme */ }
