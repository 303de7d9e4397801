"""Recompute a published draw with the standard library alone: `python recompute.py draw.json` (rule jiayuan-draw-1)."""

import hashlib
import json
import sys


def recompute(file):
    sha = lambda text: hashlib.sha256(text.encode("ascii")).hexdigest()  # noqa: E731
    pool = sorted(file["pool"], key=lambda item: item["id"])
    digest = sha("jiayuan-pool-1\n" + "".join(f"{i['id']} {i['risk_class']} {i['weight']}\n" for i in pool))
    seed = sha(f"jiayuan-draw-1\n{digest}\n{file['nonce']}\n{file['entropy']}\n")
    number = {i["id"]: min(sha(f"{seed}|{i['id']}|{j}") for j in range(1, i["weight"] + 1)) for i in pool}
    removed = {place["id"] for place in file["result"] if place.get("removed_at")}
    order = sorted((i for i in pool if i["id"] not in removed), key=lambda i: (number[i["id"]], i["id"]))
    taken = []
    for risk in "DCBA":
        taken += [i["id"] for i in order if i["risk_class"] == risk][: file["floors"].get(risk, 0)]
    taken += [i["id"] for i in order if i["id"] not in taken][: max(0, file["places"] - len(taken))]
    drawn = [i["id"] for i in order if i["id"] in taken]
    stated = [place["id"] for place in file["result"] if place["id"] not in removed]
    checks = {"digest": digest == file["digest"], "commitment": sha(file["nonce"]) == file["commitment"]}
    return checks | {"seed": seed == file["seed"], "result": drawn == stated}, drawn


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as published:
        CHECKS, DRAWN = recompute(json.load(published))
    sys.stdout.write("\n".join([*(f"{k}: {'match' if v else 'NO MATCH'}" for k, v in CHECKS.items()), *DRAWN, ""]))
    sys.exit(not all(CHECKS.values()))
