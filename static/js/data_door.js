/** @file The ways in for data: a button, a file that is dropped, a table that is pasted into the field of the data. */
/** Text that is no list as a link has it: more than one line, or cells that tabs or semicolons part. */
const TABLE = /[\n\t;]/;

/** @param {() => string} link of what is shown @param {(link: string) => void} onLink */
export function connectData(link, onLink) {
  const dialog = async () => (await import('./data_import.js')).dialogFor(link, onLink);
  document.addEventListener('click', async (event) => {
    if (!event.target.closest('[data-opens="data-import"]') || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    (await dialog()).open();
  });
  document.addEventListener('paste', async (event) => {
    const text = event.clipboardData?.getData('text/plain').trim() ?? '';
    if (event.target.name !== 'data' || !TABLE.test(text)) return;
    event.preventDefault();
    (await dialog()).take(text);
  });
  connectDrop(async (files) => (await dialog()).takeFiles(files));
}

/** @param {(files: File[]) => void} onFiles */
function connectDrop(onFiles) {
  const isOver = (value) => document.querySelector('.lab').classList.toggle('is-dropping', value);
  const hasFiles = (event) => event.dataTransfer?.types.includes('Files');
  document.addEventListener('dragover', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    isOver(true);
  });
  document.addEventListener('dragleave', ({ relatedTarget }) => { if (!relatedTarget) isOver(false); });
  document.addEventListener('drop', (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    isOver(false);
    onFiles([...event.dataTransfer.files]);
  });
}
