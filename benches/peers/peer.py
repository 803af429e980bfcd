"""A peer in Python: reads questions as lines of JSON, prints for each the number of the best pair and its score.

    peer.py rapidfuzz|bm25 CORPUS.jsonl < questions
"""
import json
import re
import sys

WORD = re.compile(r"[a-z0-9]+|[\u3400-\u9fff]+")


def tokens(text):
    """Words, and pairs of neighbouring ideographs: what search engines without a dictionary take Chinese apart into."""
    found = []
    for run in WORD.findall(text.lower()):
        if "\u3400" <= run[0] <= "\u9fff" and len(run) > 1:
            found += [run[k : k + 2] for k in range(len(run) - 1)]
        else:
            found.append(run)
    return found


def rapidfuzz(texts):
    from rapidfuzz import fuzz, process, utils

    ready = [utils.default_process(text) for text in texts]

    def best(question):
        _, score, at = process.extractOne(utils.default_process(question), ready, scorer=fuzz.token_set_ratio)
        return at, score

    return best


def bm25(texts):
    from rank_bm25 import BM25Okapi

    index = BM25Okapi([tokens(text) for text in texts])

    def best(question):
        scores = index.get_scores(tokens(question))
        at = int(scores.argmax())
        return at, float(scores[at])

    return best


if __name__ == "__main__":
    corpus = [json.loads(line)["asks"] for line in open(sys.argv[2], encoding="utf-8")]
    best = {"rapidfuzz": rapidfuzz, "bm25": bm25}[sys.argv[1]](corpus)
    print("ready", flush=True)
    for line in sys.stdin:
        at, score = best(json.loads(line)["text"])
        print(json.dumps({"at": at, "score": score}), flush=True)
