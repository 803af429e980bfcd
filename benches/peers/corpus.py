"""The corpus that the peers match questions against: known questions and their answers, made of the fact base.

Every figure is asked for in both languages, by each of the names that people use for its place; every statement stands
for itself in both languages; the examples of the fact base lead to what they read as. Each has a perfect answer: the
figure as printed, its value, and what it cites. Must not know: which peer reads it, or which questions are scored.
"""
import json
import pathlib
import sys
import tomllib

MOST_NAMES = 4  # of one place; more only make the peers slower


def load(folder):
    """All sections of all documents, one list for each."""
    all_of = {}
    for path in sorted(pathlib.Path(folder).glob("*/*.toml")):
        if path.parent.name == "language":
            continue
        for name, section in tomllib.loads(path.read_text(encoding="utf-8")).items():
            if isinstance(section, list):
                all_of.setdefault(name, []).extend(section)
    return all_of


def figures(base):
    """(indicator id, entity code, literal, value, references) of every figure."""
    for table in base.get("table", []):
        for row in table["rows"]:
            for column, cell in zip(table["columns"], row["cells"]):
                if cell in ("", "-") or cell.startswith("M:"):
                    continue
                value = float(cell.replace(" ", "").replace(",", "")) * float(column["scale"])
                notes = table.get("footnotes", {}).get(column["indicator"], [])
                refs = [table["ref"], f"p:{table['page']}", *(f"fn:{n}" for n in notes)]
                yield column["indicator"], row["entity"], cell, value, refs
    for block in base.get("observation", []):
        refs = [block["at"].split("/")[0], *(f"fn:{n}" for n in block.get("footnotes", []))]
        refs += [f"fig:{n}" for n in block.get("figures", [])]
        for each in block["each"]:
            if "value" in each:
                entity = each.get("entity", block.get("entity"))
                yield block["indicator"], entity, each["literal"], float(each["value"]), refs


def plain(value):
    """A number without an exponent."""
    return f"{value:.6f}".rstrip("0").rstrip(".")


def answer(text, told, refs):
    citations = [{"ref": ref, "label": ref} for ref in dict.fromkeys(refs)]
    return {"kind": "answer", "text": text, "figures": told, "citations": citations}


def pairs(base):
    """(question, answer) for everything that the fact base has."""
    entities = {e["code"]: e for e in base.get("entity", [])}
    groups = {g["code"]: g for g in base.get("group", [])}
    indicators = {i["id"]: i for i in base.get("indicator", [])}
    by_topic = {}
    for indicator, code, literal, value, refs in figures(base):
        about = indicators[indicator]
        place = entities.get(code) or groups.get(code) or {"name": {"hant": code, "en": code}}
        refs = [*refs, *about["cite"]]
        figure = {"value": value, "unit": about["unit"], "entity": code, "indicator": indicator}
        names = [place["name"]["hant"], place["name"]["en"], *place.get("forms", [])]
        hant = f"{place['name']['hant']}的{about['name']['hant']}：{literal}（{plain(value)}）"
        en = f"{about['name']['en']}, {place['name']['en']}: {literal} ({plain(value)})"
        told = answer(f"{hant} / {en}", [figure], refs)
        by_topic.setdefault(indicator, told)
        for name in list(dict.fromkeys(names))[:MOST_NAMES]:
            yield f"{name}的{about['name']['hant']}是多少？", told
            yield f"What is the {about['name']['en']} of {name}?", told
    for statement in base.get("statement", []):
        refs = [statement["at"].split("/")[0], *(f"fn:{n}" for n in statement.get("footnotes", []))]
        text = statement["text"]
        told = answer(f"{text['hant']} / {text['en']}", [], refs)
        by_topic[statement["id"]] = told
        yield text["hant"], told
        yield text["en"], told
    for example in base.get("example", []):
        reads = example["reads"]
        told = by_topic.get(reads)
        if reads in ("no_data", "out_of_scope", "clarify"):
            told = {"kind": reads, "text": reads, "figures": [], "citations": []}
        for say in example["say"] if told else []:
            yield say, told


if __name__ == "__main__":
    with open(sys.argv[2], "w", encoding="utf-8") as out:
        for asks, told in pairs(load(sys.argv[1])):
            out.write(json.dumps({"asks": asks, "answer": told}, ensure_ascii=False) + "\n")
