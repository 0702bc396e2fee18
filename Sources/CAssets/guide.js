// The guide builder: preview, citing by drag and keyboard.

// ---- Comments: "Take the marked words" fills the quote with what is marked in the text (its id stands in data-quote).
document.addEventListener('mousedown', event => { if (event.target.closest?.('[data-quote]')) event.preventDefault(); });
document.addEventListener('click', event => {
  const button = event.target.closest?.('[data-quote]'), place = button && document.getElementById(button.dataset.quote);
  if (!place) return;
  const area = place.matches('textarea') ? place : place.querySelector('textarea');
  const marked = getSelection(), inside = marked.rangeCount && place.contains(marked.getRangeAt(0).commonAncestorContainer);
  const words = area && area.selectionEnd > area.selectionStart ? area.value.slice(area.selectionStart, area.selectionEnd) : inside ? String(marked) : '';
  const quote = button.form.elements.quote;
  if (words.trim()) quote.value = words.trim();
  quote.dispatchEvent(new Event('input', { bubbles: true }));
  quote.focus();
});
