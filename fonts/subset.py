#!/usr/bin/env python3
"""Cuts the fonts of the pictures down to the characters that a picture can need.

Usage, from the project's folder:

    pip install fonttools
    apt-get download fonts-noto-cjk && dpkg -x fonts-noto-cjk_*.deb noto
    { cargo run --release -- check --characters; cat tests/world/*/*.toml; } \\
        | python3 fonts/subset.py noto/usr/share/fonts/opentype/noto

Reads text on standard input and keeps every character in it, with the Hong Kong form of each and, by the `locl`
feature, the form of mainland China. Writes `fonts/Footnote-Regular.otf` and `fonts/Footnote-Bold.otf`.
The same input gives the same bytes.
"""

import pathlib
import sys

from fontTools import subset

# The faces of the collections, in their order: JP, KR, SC, TC, HK.
HONG_KONG = 4

# Always kept: what any text may bring.
ALWAYS = "".join(map(chr, range(0x20, 0x7F))) + (
    "\u00a0\u202f\u3000¡£¥©«°±²³¹·»¿×÷–—‘’“”•…‹›€−≈≤≥"
    "、。《》「」『』【】〈〉！（），：；？％＋－～"
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿ"
)


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    wanted = {ord(c) for c in sys.stdin.read() + ALWAYS if not c.isspace() or c in "\u00a0\u202f\u3000 "}
    here = pathlib.Path(__file__).resolve().parent
    for weight in ("Regular", "Bold"):
        options = subset.Options()
        options.font_number = HONG_KONG
        options.layout_features = ["kern", "locl"]
        options.layout_scripts = ["DFLT.dflt", "hani.dflt", "hani.ZHS", "latn.dflt", "latn.ZHS"]
        options.hinting = False
        options.notdef_outline = True
        options.name_IDs = [0, 1, 2, 4, 5, 6, 7, 13, 14]
        options.drop_tables += ["BASE", "VORG", "vhea", "vmtx"]
        options.recalc_timestamp = False
        collection = pathlib.Path(sys.argv[1]) / f"NotoSansCJK-{weight}.ttc"
        font = subset.load_font(str(collection), options)
        subsetter = subset.Subsetter(options)
        subsetter.populate(unicodes=wanted)
        subsetter.subset(font)
        target = here / f"Footnote-{weight}.otf"
        subset.save_font(font, str(target), options)
        kept = font.getBestCmap().keys()
        lacking = "".join(sorted(chr(c) for c in wanted - kept))
        print(f"{target.name}: {len(kept)} characters, {target.stat().st_size} bytes", end="")
        print(f"; the font has none of: {lacking}" if lacking else "")


if __name__ == "__main__":
    main()
