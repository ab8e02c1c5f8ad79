"""Fit the network.

    python -m training.reader.fit --gold DIR --data DIR --out DIR

Writes `OUT/latest.pt` every few minutes and `OUT/done.pt` at the end; started again, it goes on from the latest.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as fn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn
from training.reader.base import base_folder
from training.reader.corpora import gold, plover, polnear
from training.reader.network import Network, Shape
from training.reader.targets import IGNORE, Look, Sample, as_arrays, common_triggers, padded, samples

from accord.encoder import labels
from accord.encoder.tokens import load_tokenizer

WEIGHTS = {
    "names": 1.0,
    "attributions": 4.0,
    "triggers": 8.0,
    "roles": 24.0,
    "type": 1.0,
    "stance": 1.0,
    "modality": 0.5,
}
WEIGHTS["somewhere"] = 0.3
_SAVE_EVERY = 240.0  # seconds
_TOGETHER = 24  # triggers looked at together, of like length


def losses(network: Network, batch: list[Sample], looks: list[tuple[int, Look]], weight: Tensor) -> dict[str, Tensor]:
    """The loss of each task on a batch of windows and some of their triggers."""
    raw = as_arrays(batch)
    device = weight.device
    arrays = {k: torch.as_tensor(v, device=device) for k, v in raw.items()}
    states, names, attributions, triggers = network.marker(arrays["ids"], arrays["features"], arrays["mask"])
    out = {
        "names": _cross(names, arrays["names"]),
        "attributions": _cross(attributions, arrays["attributions"]),
        "triggers": _cross(triggers, arrays["triggers"], weight),
    }
    some = [-_anywhere(triggers[b, 1 : len(s.ids) - 1], s.somewhere) for b, s in enumerate(batch) if s.somewhere]
    if some:
        out["somewhere"] = torch.stack(some).sum() / len(batch)
    flat = states.reshape(-1, states.shape[2])
    parts: dict[str, list[Tensor]] = {"roles": [], "type": [], "stance": [], "modality": []}
    looks = sorted(looks, key=lambda pair: pair[1].locale.stop - pair[1].locale.start)
    wanted = []
    for some in (looks[k : k + _TOGETHER] for k in range(0, len(looks), _TOGETHER)):
        found = network.looker(*(t.to(device) for t in _local(flat, states.shape[1], some)))
        wanted.append(padded([look.roles for _, look in some], IGNORE).reshape(-1))
        for name, logits in zip(parts, found, strict=True):
            parts[name].append(logits.reshape(-1, logits.shape[-1]))
    if looks:
        out["roles"] = _cross(torch.cat(parts["roles"]), torch.as_tensor(np.concatenate(wanted), device=device))
        for name in ("type", "stance", "modality"):
            values = torch.tensor([getattr(look, name) for _, look in looks], device=device)
            out[name] = _cross(torch.cat(parts[name]), values)
    return out


def _anywhere(triggers: Tensor, wanted: tuple[int, ...]) -> Tensor:
    """Log of the largest probability any token gives to one of the tags."""
    return triggers.float().softmax(-1)[:, list(wanted)].sum(-1).max().clamp(min=1e-6).log()


def _local(flat: Tensor, width: int, looks: list[tuple[int, Look]]) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The states around some triggers, their marks and distances, and where there is anything."""
    length = max(look.locale.stop - look.locale.start for _, look in looks)
    rows, marks, distances = (torch.zeros((len(looks), length), dtype=torch.long) for _ in range(3))
    inside = torch.zeros((len(looks), length), dtype=torch.bool)
    for i, (b, look) in enumerate(looks):
        at = look.locale
        n = at.stop - at.start
        rows[i, :n] = b * width + torch.arange(at.start, at.stop)
        inside[i, :n] = True
        marks[i, at.first - at.start : at.last - at.start] = 1 + look.kind
        distances[i, :n] = torch.arange(at.start, at.stop) - at.first
    return flat[rows.to(flat.device)], marks, distances, inside


def _cross(logits: Tensor, wanted: Tensor, weight: Tensor | None = None) -> Tensor:
    logits = logits.float().reshape(-1, logits.shape[-1])
    wanted = wanted.reshape(-1)
    if not bool((wanted != IGNORE).any()):
        return logits.sum() * 0.0
    return fn.cross_entropy(logits, wanted, weight, ignore_index=IGNORE)


def chosen(sample: Sample, rng: random.Random, most: int) -> list[Look]:
    """The triggers of a window to look at in one step: some of many cues, all events, as many decoys as events."""
    looks = sample.looks
    if sample.guide:
        return rng.sample(looks, min(most, len(looks)))
    events = sum(look.type != IGNORE for look in looks)
    return looks + rng.sample(sample.decoys, min(len(sample.decoys), max(2, events // 2)))


def batches(pool: list[Sample], size: int, rng: random.Random) -> Iterator[list[Sample]]:
    """Batches of about `size` tokens, of windows of like length, in random order."""
    order = sorted(pool, key=lambda s: len(s.ids) + rng.random() * 40)
    out: list[list[Sample]] = [[]]
    for sample in order:
        if out[-1] and (len(out[-1]) + 1) * len(sample.ids) > size:
            out.append([])
        out[-1].append(sample)
    rng.shuffle(out)
    yield from out


def groups(network: Network, rate: float, head_rate: float) -> list[dict[str, Any]]:
    """Parameters with their learning rates: new parts learn faster, words and positions stay as they are."""
    old, new = [], []
    fresh = (
        "names.",
        "attributions.",
        "triggers.",
        "features.",
        "mark.",
        "distance.",
        "here.",
        "there.",
        "both.",
        "roles.",
    )
    fresh += ("looker.", "types.", "stances.", "modalities.")
    for name, parameter in network.named_parameters():
        if name.startswith(("marker.embedding.words", "marker.embedding.positions")):
            parameter.requires_grad_(False)
        elif any(part in name for part in fresh):
            new.append(parameter)
        else:
            old.append(parameter)
    return [{"params": old, "lr": rate, "weight_decay": 0.01}, {"params": new, "lr": head_rate, "weight_decay": 0.01}]


def main() -> None:
    """Fit, and save."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--start", type=Path, help="begin with these weights instead of the base's")
    parser.add_argument("--mixed", type=float, default=2.0, help="passes over all corpora")
    parser.add_argument("--alone", type=float, default=6.0, help="passes over the gold corpus alone, after that")
    parser.add_argument("--gold-times", type=int, default=2, help="how often a mixed pass meets the gold corpus")
    parser.add_argument("--depth", type=int, default=1, help="layers of the second look")
    parser.add_argument("--rounded", action="store_true", help="fit with the rounding of 8-bit weights")
    parser.add_argument("--average", type=float, default=0.998, help="share of the past in the mean weights kept")
    parser.add_argument("--rate", type=float, default=1.5e-4)
    parser.add_argument("--head-rate", type=float, default=8e-4)
    parser.add_argument("--none-weight", type=float, default=1.0, help="weight of tokens that are no trigger")
    parser.add_argument("--size", type=int, default=2048, help="tokens in a batch")
    parser.add_argument("--cues", type=int, default=3, help="cues looked at in one window of PolNeAR")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--limit", type=int, help="reports of each corpus, to try things out")
    parser.add_argument("--without", nargs="*", default=[], help="gold folders to leave out")
    options = parser.parse_args()
    torch.manual_seed(options.seed)
    torch.set_num_threads(2)
    rng = random.Random(options.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    options.out.mkdir(parents=True, exist_ok=True)

    base = base_folder()
    tokenizer = load_tokenizer(base / "tokenizer.json")
    folders = [f for part in ("train", "train-clusters") for f in sorted((options.gold / part).iterdir()) if f.is_dir()]
    annotated = list(gold([f for f in folders if f.name not in options.without]))[: options.limit]
    decoys = common_triggers(annotated)
    own = list(samples(tokenizer, annotated, decoys))
    mixed = int(np.ceil(options.mixed))
    wide: list[Sample] = []
    if mixed:
        attributed = list(polnear(options.data / "polnear-train.jsonl.gz"))[: options.limit]
        wide += samples(tokenizer, attributed, decoys)
    if mixed and not options.limit:
        wide += samples(tokenizer, plover(options.data / "plover-sentences-train.jsonl.gz"), decoys)
    plan = [batch for i in range(mixed) for batch in batches(wide + own * options.gold_times, options.size, rng)]
    plan += [batch for i in range(int(options.alone)) for batch in batches(own, options.size, rng)]
    print(f"{len(annotated)} gold reports, {len(own)} + {len(wide)} windows, {len(plan)} steps", flush=True)

    shape = Shape(depth=options.depth)
    network = Network(shape)
    network.load_base(base)
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=True)["network"])
    network.to(device).train()
    if options.rounded:
        network.round()
    mean_network = AveragedModel(network, multi_avg_fn=get_ema_multi_avg_fn(options.average))
    optimizer = torch.optim.AdamW(groups(network, options.rate, options.head_rate), fused=True)
    warm = max(1, len(plan) // 20)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda i: min((i + 1) / warm, max(0.02, (len(plan) - i) / (len(plan) - warm)))
    )
    weight = torch.ones(1 + 2 * len(labels.TYPES), device=device)
    weight[0] = options.none_weight
    latest = options.out / "latest.pt"
    begin = 0
    if latest.exists():
        kept = torch.load(latest, weights_only=True)
        network.load_state_dict(kept["network"])
        mean_network.load_state_dict(kept["mean"])
        optimizer.load_state_dict(kept["optimizer"])
        schedule.load_state_dict(kept["schedule"])
        begin = kept["step"]
    saved = started = time.monotonic()
    seen = 0
    mean: dict[str, float] = {}
    for step, batch in enumerate(plan):
        looks = [(b, look) for b, s in enumerate(batch) for look in chosen(s, rng, options.cues)]
        if step < begin:
            continue
        with torch.autocast(device, dtype=torch.bfloat16):
            found = losses(network, batch, looks, weight)
        total = sum((WEIGHTS[name] * loss for name, loss in found.items()), torch.zeros((), device=device))
        total.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        optimizer.zero_grad()
        mean_network.update_parameters(network)
        seen += sum(len(s.ids) for s in batch)
        for name, loss in found.items():
            value = float(loss.detach())
            if value:
                mean[name] = 0.97 * mean.get(name, value) + 0.03 * value
        if step % 10 == 9:
            took = time.monotonic() - started
            shown = " ".join(f"{name} {value:.4f}" for name, value in mean.items())
            print(f"{step + 1}/{len(plan)} {seen / took:.0f} tokens/s {took:.0f} s  {shown}", flush=True)
        if time.monotonic() - saved > _SAVE_EVERY:
            saved = time.monotonic()
            state = {"network": network.state_dict(), "optimizer": optimizer.state_dict()}
            state |= {"schedule": schedule.state_dict(), "step": step + 1, "mean": mean_network.state_dict()}
            torch.save(state, latest.with_suffix(".new"))
            latest.with_suffix(".new").replace(latest)
    torch.save({"network": mean_network.module.state_dict(), "shape": asdict(shape)}, options.out / "done.pt")
    (options.out / "options.json").write_text(json.dumps({k: str(v) for k, v in vars(options).items()}, indent=1))


if __name__ == "__main__":
    sys.exit(main())
