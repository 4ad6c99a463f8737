// A classic script, before the first paint: the reader's own choice of colours wins over the system's, that of the link over both.
try {
  const chosen = localStorage.getItem('theme');
  if ((chosen === 'light' || chosen === 'dark') && !document.documentElement.dataset.theme) document.documentElement.dataset.theme = chosen;
} catch { /* storage is closed to us: the system's choice stands */ }
document.documentElement.classList.add('js');
