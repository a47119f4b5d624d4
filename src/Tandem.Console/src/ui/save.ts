/** Gives a file to the browser to keep. */
export function save(name: string, content: Blob) {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

// The mark at the beginning tells spreadsheets that it is UTF-8.
export const saveCsv = (name: string, text: string) => save(`${name}.csv`, new Blob(['\uFEFF', text], { type: 'text/csv;charset=utf-8' }));
