"""Footnote beside what one would take instead, over the same questions in one run: accuracy and time of an answer.

    pip install -r benches/peers/requirements.txt
    cargo build --release
    cargo build --release --manifest-path benches/peers/tantivy/Cargo.toml
    python3 benches/peers/run.py --questions QUESTIONS.jsonl --scorer score.py \\
        --footnote target/release/footnote --tantivy benches/peers/tantivy/target/release/peer

Questions and scorer are taken from wherever they are; README.md tells their form. Without --tantivy that one is left out.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).parent
ROUNDS = 3


def talk(command, questions, ready):
    """The answers of a process to lines of JSON, and the least time in µs that each took in some rounds."""
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1)
    if ready:
        assert process.stdout.readline().strip() == "ready"
    answers, times = [], []
    for chat, texts in questions:
        least = float("inf")
        for nth in range(ROUNDS):
            # Another name for the conversation, so that each round begins it anew.
            for text in texts:
                line = json.dumps({"chat": f"{chat} {nth}", "text": text}, ensure_ascii=False) + "\n"
                start = time.perf_counter()
                process.stdin.write(line)
                process.stdin.flush()
                answer = process.stdout.readline()
                took = (time.perf_counter() - start) * 1e6
            least = min(least, took)
        answers.append(json.loads(answer))
        times.append(least)
    process.stdin.close()
    process.wait()
    return answers, sorted(times)


def score(scorer, questions, rows):
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        file.flush()
        command = [sys.executable, scorer, questions, "--answers", file.name, "--json"]
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def percentile(times, percent):
    return times[min(len(times) - 1, max(0, -(-len(times) * percent // 100) - 1))]


def main():
    parse = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parse.add_argument("--questions", required=True)
    parse.add_argument("--scorer", required=True)
    parse.add_argument("--footnote", default="target/release/footnote")
    parse.add_argument("--tantivy")
    parse.add_argument("--knowledge", default=str(HERE.parent.parent / "knowledge"))
    o = parse.parse_args()
    asked = [json.loads(line) for line in open(o.questions, encoding="utf-8") if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        corpus = f"{folder}/corpus.jsonl"
        subprocess.run([sys.executable, HERE / "corpus.py", o.knowledge, corpus], check=True)
        pairs = [json.loads(line)["answer"] for line in open(corpus, encoding="utf-8")]
        commands = {"rapidfuzz": [sys.executable, HERE / "peer.py", "rapidfuzz", corpus],
                    "rank_bm25": [sys.executable, HERE / "peer.py", "bm25", corpus]}
        if o.tantivy:
            commands["tantivy"] = [o.tantivy, corpus]
        rows = []
        answers, times = talk([o.footnote, "ask", "--batch"], [(q["id"], q["turns"]) for q in asked], False)
        rows.append(("footnote", score(o.scorer, o.questions, [{**a, "chat": q["id"]} for q, a in zip(asked, answers)]), times))
        for name, command in commands.items():
            # A peer knows no conversation: it is given all turns at once.
            found, times = talk(command, [(q["id"], [" ".join(q["turns"])]) for q in asked], True)
            # Below a score it declines. The threshold is the one that does best on these very questions.
            scores = sorted(f["score"] for f in found)
            best = None
            for least in [0.0, *(percentile(scores, p) for p in range(5, 100, 5))]:
                declined = {"kind": "no_data", "text": "", "figures": [], "citations": []}
                told = [{**(pairs[f["at"]] if f["score"] >= least else declined), "chat": q["id"]} for q, f in zip(asked, found)]
                result = score(o.scorer, o.questions, told)
                if best is None or result["right"] - result["wrong"] > best["right"] - best["wrong"]:
                    best = result
            rows.append((name, best, times))
    median = percentile(rows[0][2], 50), percentile(rows[0][2], 99)
    print(f"{len(asked)} questions; {len(pairs)} pairs for the peers; times with one line of JSON each way, in µs\n")
    print(f"{'':<12}{'right':>8}{'declined':>10}{'wrong':>8}{'median':>10}{'p99':>10}{'by ours':>18}")
    for name, result, times in rows:
        n = result["n"]
        share = [f"{100 * result[k] / n:.1f}%" for k in ("right", "miss", "wrong")]
        p50, p99 = percentile(times, 50), percentile(times, 99)
        ratio = f"×{p50 / median[0]:.1f} / ×{p99 / median[1]:.1f}"
        print(f"{name:<12}{share[0]:>8}{share[1]:>10}{share[2]:>8}{p50:>10.0f}{p99:>10.0f}{ratio:>18}")


if __name__ == "__main__":
    main()
