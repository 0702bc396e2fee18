# Runs WeasyPrint. Version 57, which Debian 12 has, gives each glyph of a right-to-left run the letters of its neighbours, so that nobody
# can search, copy or hear such a name in the PDF; here each glyph gets its own. Where the lines are others than those of that version,
# they stay as they are.
import inspect
import sys

from weasyprint import draw
from weasyprint.__main__ import main

WRONG = """                utf8_slice = slice(previous_utf8_position, utf8_position)
                font.cmap[glyph] = utf8_text[utf8_slice].decode()
"""
RIGHT = """                font.cmap[glyph] = letters[i]
"""
PLACE = """        # Go through the run glyphs
"""
BEFORE = """        letters = letters_of_run(
            clusters, num_glyphs,
            utf8_text[glyph_item.item.offset:][:glyph_item.item.length])

"""


def letters_of_run(clusters, count, text):
    """For each glyph, from left to right, what it stands for. A cluster is some letters that became some glyphs."""
    first = clusters[0] if count else 0
    is_reversed = count > 0 and first > clusters[count - 1]
    places = {}
    for i in range(count):
        places.setdefault(clusters[i], []).append(i)
    starts = sorted(places)
    letters = [''] * count
    for start, end in zip(starts, starts[1:] + [len(text)]):
        word = text[start:end].decode(errors='replace')
        glyphs = places[start]
        # Readers of PDF turn round what runs from right to left, letter by letter, in a ligature too.
        word = word[::-1] if is_reversed else word
        if len(word) == len(glyphs):
            for place, letter in zip(glyphs, word):
                letters[place] = letter
        else:
            letters[glyphs[0]] = word
    return letters


def mend():
    source = inspect.getsource(draw.draw_first_line)
    if source.count(WRONG) == 1 and source.count(PLACE) == 1:
        source = source.replace(WRONG, RIGHT).replace(PLACE, BEFORE + PLACE)
        draw.letters_of_run = letters_of_run
        exec(compile(source, draw.__file__, 'exec'), draw.__dict__)


mend()
main(sys.argv[1:])
